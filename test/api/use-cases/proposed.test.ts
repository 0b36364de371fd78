import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemView } from '../../../api/access/township-view.ts';
import { formBeforehand } from '../../../api/use-cases/proposed.ts';
import { stageOf } from '../../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import { keepRevision } from '../../../store/dossiers.ts';
import { countsOf, sampleDossier } from '../../support/passing-counts.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { startTestStore, type TestStore } from '../../support/running-store.ts';
import { PLAN_2012, RULES, TOWNSHIP } from '../../support/township.ts';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

/** The item as a page sees it, with every submission's dossier on record; `told` for what the sample does not say. */
async function formOf(
  played: PlayedTownship,
  id: ItemId,
  latest?: unknown,
  told: ReadonlyMap<string, unknown> = new Map(),
): Promise<unknown> {
  const rounds = played.state.items.flatMap((item) => [...item.pastRounds, item].map(({ submission }) => ({ id: item.id, submission })));
  for (const { id: item, submission } of rounds) {
    if (!submission) continue;
    const dossier = told.get(submission.revision) ?? sampleDossier(stageOf(item));
    const { revision, digest, counts, linkedAccounts, account } = submission;
    const row = { campaign: 'c', township: TOWNSHIP, workflowId: 'w', item, round: 1, writtenAt: new Date() };
    await keepRevision(engine.store, { ...row, _id: revision, dossier, digest, counts, linkedAccounts, account });
  }
  const township = { id: TOWNSHIP, rules: RULES, body: 'COMMITTEE' };
  const campaign = { _id: 'c', clock: { kind: 'live' }, townships: [township], input: { plan: PLAN_2012 } };
  const view = { campaign, township, item: played.item(id), progress: { state: played.state } } as unknown as ItemView;
  return formBeforehand({ store: engine.store, now: () => played.now }, view, latest);
}

const names = (rows: unknown) => (rows as readonly { readonly name: string }[]).map(({ name }) => name);
type Ballot = {
  readonly candidates: readonly { readonly name: string; readonly for: number; readonly against: number; readonly abstain: number }[];
  readonly title: string;
};

describe('a form when it is opened', () => {
  it('names the formal candidates at the vote, and the elected in the report on it', async () => {
    const played = new PlayedTownship().reach('member-election');
    const ballot = sampleDossier('member-election') as unknown as Ballot;
    const standing = (await formOf(played, 'member-election')) as Ballot;
    expect(new Set(names(standing.candidates))).toEqual(new Set(names(ballot.candidates)));
    played.pass('member-election');
    const report = (await formOf(played, 'member-report')) as { readonly members: unknown };
    expect(new Set(names(report.members))).toEqual(new Set(names(sampleDossier('member-report').members)));
  });

  it('carries the people whom the branches reported to the nomination, and the nominees to the formal list', async () => {
    const played = new PlayedTownship().reach('nomination');
    const reported = sampleDossier('recommendation').people as readonly { readonly name: string; readonly posts: string }[];
    const nomination = (await formOf(played, 'nomination')) as { readonly nominees: readonly { readonly post: string }[] };
    expect(names(nomination.nominees)).toEqual(names(reported));
    expect(nomination.nominees.map(({ post }) => post)).toEqual(reported.map(({ posts }) => posts.split('、')[0]));
    played.pass('nomination');
    const nominees = sampleDossier('nomination').nominees as readonly { readonly name: string; readonly rank: number }[];
    const formal = (await formOf(played, 'formal-candidates')) as { readonly candidates: unknown };
    expect(names(formal.candidates)).toEqual(names(nominees.toSorted((a, b) => a.rank - b.rank)));
  });

  it('holds what was submitted before, when it comes back', async () => {
    const played = new PlayedTownship().reach('member-report');
    expect(await formOf(played, 'member-report', { document: '原文号' })).toEqual({ document: '原文号' });
  });

  it('lists only who is tied when a run-off follows, and forgets the count', async () => {
    const played = new PlayedTownship().reach('member-election');
    const ballot = sampleDossier('member-election') as unknown as Ballot;
    const seats = RULES.seats;
    const tied = ballot.candidates.map((one, index) => {
      if (index < seats - 1) return one;
      const valid = one.for + one.against + one.abstain;
      const half = Math.floor(valid / 2) + 5;
      return { ...one, for: half, against: valid - half, abstain: 0 };
    });
    const dossier = { ...ballot, candidates: tied };
    played.submit('member-election', { revision: 'the-tied-congress-1', counts: countsOf('member-election', dossier) });
    expect(played.item('member-election').ballots?.members).toMatchObject({ kind: 'run-off', seats: 1 });
    const form = await formOf(played, 'member-election', dossier, new Map([['the-tied-congress-1', dossier]]));
    expect(form).toMatchObject({ title: ballot.title, candidates: tied.slice(seats - 1).map(({ name }) => ({ name })) });
    expect(form).not.toHaveProperty('returned');
  });
});
