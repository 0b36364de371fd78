import { describe, expect, it } from 'vitest';
import { nextBallotDossier, proposedDossier } from '../../../domain/dossiers/proposed-dossier.ts';
import { LANDU, landuContext, person } from './landu.ts';

const names = (rows: unknown) => (rows as readonly { readonly name: string }[]).map(({ name }) => name);

describe('what a form holds before anybody types', () => {
  it('the ballot: the formal candidates', () => {
    const { candidates } = proposedDossier('member-election', landuContext('member-election'));
    expect(names(candidates)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => person(number).name));
  });

  it('the reports, the study and the inspection: who was elected, with office and post', () => {
    expect(proposedDossier('member-report', landuContext('member-report'))).toEqual({ members: LANDU['member-report'].members });
    const leaders = [1, 2, 4, 3].map((number) => ({
      name: person(number).name,
      role: number === 1 ? 'SECRETARY' : 'DEPUTY',
      post: person(number).post,
    }));
    expect(proposedDossier('leadership-report', landuContext('leadership-report'))).toEqual({ leaders });
    const proposed = landuContext('leadership-election').earlier['leader-candidates'] as Readonly<Record<string, readonly object[]>>;
    expect(proposedDossier('leadership-election', landuContext('leadership-election'))).toEqual({
      entitled: 9,
      secretaryCandidates: proposed.secretary,
      deputiesCandidates: proposed.deputies,
    });
    expect(names(proposedDossier('organization-study', landuContext('organization-study')).proposals)).toEqual(
      leaders.map(({ name }) => name),
    );
    expect(names(proposedDossier('inspection', landuContext('inspection')).people)).toEqual(
      [1, 2, 3, 4].map((number) => person(number).name),
    );
  });

  it('the notice and the papers: all that is known of each person', () => {
    const notice = proposedDossier('public-notice', landuContext('public-notice')).people as readonly object[];
    expect(new Set(notice)).toEqual(new Set(LANDU['public-notice'].people));
    const papers = proposedDossier('appointment', landuContext('appointment')).people as readonly object[];
    expect(new Set(papers)).toEqual(new Set(LANDU.appointment.people));
  });

  it('before the vote the formal candidates are inspected', () => {
    const { 'organization-study': _, 'leadership-election': __, ...earlier } = landuContext('inspection').earlier;
    expect(names(proposedDossier('inspection', landuContext('inspection', { earlier })).people)).toHaveLength(10);
  });

  it('after the vote the leaders elected are inspected, also where the study was let go', () => {
    const { 'organization-study': _, ...earlier } = landuContext('inspection').earlier;
    expect(new Set(names(proposedDossier('inspection', landuContext('inspection', { earlier })).people))).toEqual(
      new Set([1, 2, 3, 4].map((number) => person(number).name)),
    );
  });

  it('a by-election proposes nobody', () => {
    const ballots = { members: { kind: 'first', seats: 1, runoffs: 0, supplementaries: 0, elected: 0 } } as const;
    expect(proposedDossier('member-election', landuContext('member-election', { ballots }))).toEqual({});
  });

  it('a run-off keeps what was said of the meeting, forgets what was counted, and lists who is tied', () => {
    const tied = [9, 10].map((number) => person(number).name);
    const dossier = {
      ...LANDU['member-election'],
      candidates: LANDU['member-election'].candidates.map((one) => (tied.includes(one.name) ? { ...one, for: 45 } : one)),
    };
    const open = { members: { kind: 'first', seats: 9, runoffs: 0, supplementaries: 0, elected: 0 } } as const;
    const ballots = { members: { kind: 'run-off', seats: 1, candidates: 2, runoffs: 0, supplementaries: 0, elected: 8 } } as const;
    const context = landuContext('member-election', { ballots, counted: { 'member-election': [{ open, dossier }] } });
    const form = nextBallotDossier('member-election', dossier, context);
    expect(names(form.candidates)).toEqual([person(10).name, person(9).name]);
    expect(form).toMatchObject({ title: dossier.title, scrutineers: dossier.scrutineers, entitled: 85 });
    for (const counted of ['present', 'issued', 'returned', 'invalid', 'valid', 'writeIns']) expect(form).not.toHaveProperty(counted);
  });
});
