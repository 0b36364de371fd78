import { describe, expect, it } from 'vitest';
import { electionTexts } from '../../../api/pages/election-papers/texts.ts';
import { historyTexts } from '../../../api/pages/township/history-texts.ts';
import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../../domain/dossiers/index.ts';
import { fieldsFor, isRowsField } from '../../../domain/fields/field.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import { inWordsOf } from '../../../domain/language/bodies.ts';
import { STAGES } from '../../../domain/stages/stages.ts';
import { landuContext, LANDU as PREPARED } from '../dossiers/landu.ts';
import { LANDU as ELECTED, landuContext as electedContext } from '../election/landu.ts';

/** A working committee's people are recommended by a vote and then appointed (C-11): no sentence about them says elected. */

const WHOLE = { ...PREPARED, ...ELECTED } as Readonly<Record<string, object>>;
const CONTEXT: DossierContext = { ...electedContext('appointment'), ...landuContext(), earlier: WHOLE, body: 'WORKING_COMMITTEE' };
const STAGE_TITLES = new RegExp(STAGES.map(({ title }) => title).join('|'), 'g');
const said = (sentence: string) => inWordsOf(sentence, 'WORKING_COMMITTEE');

/** What of a sentence speaks of electing, its place's words and the names of stages apart. */
function electing(sentence: string): string | undefined {
  const text = said(sentence).replace(STAGE_TITLES, '');
  return /当选|选举(?!权)|选出|\b[Ee]lected\b/.test(text) ? said(sentence) : undefined;
}

const dossiers = (Object.keys(WHOLE) as DossierId[]).filter((id) => id in DOSSIERS);

describe('of a working committee no sentence says elected', () => {
  it.each(dossiers)('in the ruleResults on %s, whether they hold or not', (id) => {
    const read = parseDossier(id, WHOLE[id]);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const { [id as 'survey']: _, ...earlier } = WHOLE as Record<'survey', object>;
    const counts = DOSSIERS[id].countsOf(read.dossier, { ...CONTEXT, earlier });
    const facts = { rules: CONTEXT.rules, body: CONTEXT.body, passed: { 'organization-study': {} } };
    // With every figure as it is, as nought, and as one: most rules then say either thing.
    const turned = [0, 1, 7].map((value) => Object.fromEntries(Object.keys(counts).map((name) => [name, value])));
    const ruleResults = [counts, ...turned].flatMap((some) => gate(id, some, facts));
    expect(ruleResults.length).toBeGreaterThan(0);
    expect(ruleResults.flatMap(({ zh, en }) => [electing(zh) ?? [], electing(en) ?? []].flat())).toEqual([]);
  });

  it.each(Object.keys(DOSSIERS) as DossierId[])('in the form of %s', (id) => {
    const described = fieldsFor(DOSSIERS[id].fields, 'WORKING_COMMITTEE').flatMap((field) => [
      field,
      ...(isRowsField(field) ? field.columns : []),
    ]);
    const texts = described.flatMap((field) => [
      field.label,
      field.hint,
      ...('choices' in field ? field.choices.map(({ label }) => label) : []),
    ]);
    expect(texts.flatMap((text) => (text ? [electing(text.zh) ?? [], electing(text.en) ?? []].flat() : []))).toEqual([]);
  });

  it('on its papers, in its counting and in its history', () => {
    const texts = [...Object.values(electionTexts), ...Object.values(historyTexts)].filter((text) => typeof text !== 'function');
    expect(texts.flatMap(({ zh, en }) => [electing(zh) ?? [], electing(en) ?? []].flat())).toEqual([]);
  });

  it('while a committee’s sentences stay as they are, and the right to vote is one', () => {
    expect(inWordsOf('当选人由选举产生', 'COMMITTEE')).toBe('当选人由选举产生');
    expect(said('应到会有选举权人数')).toBe('应到会有选举权人数');
    expect(said('委员选举：票数相等的再次投票，当选 3 名')).toBe('委员推荐：票数相等的再次投票，获推荐 3 名');
    expect(said('“民主选举”已办结')).toBe('“民主选举”已办结');
  });
});
