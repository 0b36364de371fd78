import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { County, Township } from '../../domain/county/county-schema.ts';
import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../domain/dossiers/index.ts';
import { gate } from '../../domain/gates/gates-of.ts';
import { resolveRules } from '../../domain/plan/resolve-rules.ts';
import type { Counts, RuleResult } from '../../domain/rules/rule-result.ts';
import { monthlyReportId } from '../../domain/stages/items.ts';
import { STAGE_IDS, type StageId } from '../../domain/stages/stages.ts';
import type { TownshipAnswer } from '../../rehearsal/contract.ts';
import { readRehearsalCounty } from '../../rehearsal/county-file.ts';
import { inventedNames } from '../../rehearsal/dossiers/names.ts';
import { dossierFor } from '../../rehearsal/dossiers.ts';
import { type HalfYear, readHalfYear } from '../../rehearsal/half-year.ts';

let county: County;
let half: HalfYear;
beforeAll(async () => {
  county = (await readRehearsalCounty('examples/county.yaml')).county;
  half = await readHalfYear('plans', 2012);
});

/** Every stage's dossier of a township, one after the other, each judged in the light of those before. */
function written(
  township: Township,
  year: HalfYear,
): Map<DossierId, { readonly dossier: unknown; readonly ruleResults: readonly RuleResult[] }> {
  const rules = resolveRules(year.document, township);
  const passed: Partial<Record<StageId, Counts>> = {};
  const earlier: Partial<Record<StageId, unknown>> = {};
  const out = new Map<DossierId, { dossier: unknown; ruleResults: readonly RuleResult[] }>();
  const items: TownshipAnswer['state']['items'] = [];
  const appointmentOn = dueOf(year, 'appointment');
  const write = (id: DossierId, item: StageId | `monthly-report/${string}`, today: PlanDate) => {
    const state = { status: 'running', endedAt: null, hold: null, items, objections: [], seats: [] };
    const parsed = parseDossier(id, dossierFor({ county, half: year, watch: { today: () => today } }, township, item, state));
    if ('problems' in parsed) throw new Error(`${township.id} ${id}: ${JSON.stringify(parsed.problems, undefined, 1)}`);
    const context: DossierContext = { rules, body: township.body, today, appointmentOn, earlier };
    const counts = DOSSIERS[id].countsOf(parsed.dossier, context);
    out.set(id, { dossier: parsed.dossier, ruleResults: gate(id, counts, { rules, body: township.body, passed }) });
    return { counts, dossier: parsed.dossier };
  };
  for (const id of STAGE_IDS) {
    const { counts, dossier } = write(id, id, addDays(dueOf(year, id), -1));
    passed[id] = counts;
    earlier[id] = dossier;
    const submission = { late: false, at: 1, counts };
    items.push({
      id,
      status: 'passed',
      round: 1,
      openedAt: 1,
      passedAt: 1,
      notice: null,
      submission,
      pastRounds: [],
      ballots: null,
      results: {},
    });
  }
  write('monthly-report', monthlyReportId(`${year.plan.year}-08`), `${year.plan.year}-08-30`);
  return out;
}

function dueOf({ plan }: HalfYear, id: StageId): PlanDate {
  return plan.stages.find((stage) => stage.id === id)?.due ?? plan.lastDay;
}

describe('a township’s dossiers', () => {
  test('every rule holds at every stage, whatever the township', () => {
    for (const township of county.townships) {
      for (const [id, { ruleResults }] of written(township, half)) {
        expect({ id, township: township.id, fails: ruleResults.filter((one) => one.outcome === 'fails') }).toEqual({
          id,
          township: township.id,
          fails: [],
        });
      }
    }
  });

  test('in another year people are as young', async () => {
    const later = await readHalfYear('plans', 2026);
    for (const township of county.townships.slice(0, 3)) {
      const failing = [...written(township, later)].filter(([, { ruleResults }]) => ruleResults.some((one) => one.outcome === 'fails'));
      expect(failing).toEqual([]);
    }
  });

  test('a township of which the county file says nothing but X, from the smallest committee to the largest', () => {
    for (const x of [5, 6, 7, 8, 11, 14, 17]) {
      const bare: Township = { id: 'bare', name: '某某镇', kind: '镇', body: 'COMMITTEE', x, seats: 4 + x };
      const failing = [...written(bare, half)].filter(([, { ruleResults }]) => ruleResults.some((one) => one.outcome === 'fails'));
      expect({ x, failing }).toEqual({ x, failing: [] });
    }
  });

  test('people are invented, by the pattern, and no account holder is among them', () => {
    for (const township of county.townships) {
      const text = JSON.stringify([...written(township, half).values()].map(({ dossier }) => dossier));
      for (const { name } of county.people) expect(text).not.toContain(name);
      const nomination = written(township, half).get('nomination')?.dossier as { nominees: { name: string }[] } | undefined;
      for (const { name } of nomination?.nominees ?? []) expect(name).toMatch(/^\p{Script=Han}[样例][甲乙丙丁戊己庚辛壬癸]$/u);
    }
  });
});

test('invented names never repeat, and leave out those that are taken', () => {
  const names = inventedNames(500, 'landu', new Set());
  expect(new Set(names).size).toBe(500);
  expect(names.every((name) => name.length === 3)).toBe(true);
  const [first = ''] = names;
  expect(inventedNames(500, 'landu', new Set([first]))).not.toContain(first);
});
