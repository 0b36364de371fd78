import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { LANDU } from './landu.ts';

const AUGUST = { worked: ['member-election', 'member-report'], now: 'member-report', phase: 'implementation' } as const;
const said = (change: object, code: string) =>
  judged('monthly-report', { ...LANDU['monthly-report'], ...change }, { month: AUGUST }).find((result) => result.code === code);

describe('a month’s report against the township’s own run', () => {
  it('says 总结阶段 and M22 while the township reports its members: fails with both values', () => {
    const claimed = { phase: 'summary', currentStep: 'summary' };
    expect(said(claimed, 'STAGE_DIFFERS_FROM_RUN')).toMatchObject({
      outcome: 'fails',
      zh: '当前环节填的是“经验总结”，而本月办理的是“委员选举结果上报”，请核对',
    });
    expect(said(claimed, 'PHASE_DIFFERS_FROM_RUN')).toMatchObject({
      outcome: 'fails',
      zh: '所处阶段填的是“总结阶段”，而本月办理的环节属于“实施阶段”，请核对',
    });
  });

  it.each(AUGUST.worked)('may name %s, which was worked on in the month', (currentStep) => {
    expect(said({ currentStep }, 'STAGE_DIFFERS_FROM_RUN')?.outcome).toBe('holds');
    expect(said({ currentStep }, 'PHASE_DIFFERS_FROM_RUN')?.outcome).toBe('holds');
  });

  it('is not told that a right phase is wrong where only the stage is', () => {
    const stage = { phase: 'implementation', currentStep: 'inspection' };
    expect(said(stage, 'STAGE_DIFFERS_FROM_RUN')?.outcome).toBe('fails');
    expect(said(stage, 'PHASE_DIFFERS_FROM_RUN')?.outcome).toBe('holds');
  });

  it('may give the phase of the plan where the township is behind it, but no other', () => {
    expect(said({ currentStep: 'member-report', phase: 'preparation' }, 'PHASE_DIFFERS_FROM_RUN')?.outcome).toBe('fails');
    const behind = judged(
      'monthly-report',
      { ...LANDU['monthly-report'], phase: 'summary', currentStep: 'member-report' },
      { month: { ...AUGUST, phase: 'summary' } },
    );
    expect(behind.find(({ code }) => code === 'PHASE_DIFFERS_FROM_RUN')?.outcome).toBe('holds');
  });
});
