import { describe, expect, it } from 'vitest';
import type { TownshipView } from '../../../api/access/township-view.ts';
import { interventionsFor } from '../../../api/pages/interventions/choices.ts';
import { returnChoices } from '../../../api/pages/item/answer-choices.ts';
import { refusalToAnswer, verbFor } from '../../../api/pages/shared/reader-verb.ts';
import type { Actor, Role } from '../../../domain/roles.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import type { TownshipProgress } from '../../../store/progress.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, COUNTY, LANDU, PLAN_2012, RULES, TOWNSHIP } from '../../support/township.ts';
import { nonce } from '../../support/township-messages.ts';

/** Stands for a reason: its digest. */
const REASON = '0'.repeat(64);

/** What pages offer is what the run would take: asked of the same rules, on a copy. */

function viewOf(played: PlayedTownship): TownshipView {
  const township = { ...LANDU, rules: RULES };
  const campaign = {
    _id: 'lanyu-2012',
    county: COUNTY,
    clock: { kind: 'live' },
    townships: [township],
    input: { plan: PLAN_2012, clock: { kind: 'live' } },
  };
  const progress = { state: played.state } as TownshipProgress;
  return { campaign: campaign as unknown as Campaign, township, progress, now: played.now };
}

function verbOf(played: PlayedTownship, by: Actor, id: ItemId) {
  return verbFor(viewOf(played), by, played.item(id));
}

const ROLES: readonly Role[] = [
  'township-league',
  'township-party-committee',
  'county-league',
  'organization-department',
  'auditor',
  'administrator',
];

function whoMay(played: PlayedTownship, id: ItemId): string[] {
  return ROLES.flatMap((role) => {
    const verb = verbOf(played, actor(role), id);
    return verb ? [`${role}: ${verb}`] : [];
  });
}

describe('the verb on an item', () => {
  it('is the submitter’s while it is open, the decider’s once it is submitted, nobody’s when it has passed', () => {
    const played = new PlayedTownship();
    expect(whoMay(played, 'survey')).toEqual(['township-league: submit']);
    expect(whoMay(played, 'working-body')).toEqual(['township-party-committee: submit']);
    expect(whoMay(played, 'nomination')).toEqual([]);
    played.submit('survey');
    expect(whoMay(played, 'survey')).toEqual(['township-party-committee: approve']);
    played.answer('survey', 'township-party-committee');
    expect(whoMay(played, 'survey')).toEqual([]);
    played.submit('working-body');
    expect(whoMay(played, 'working-body')).toEqual(['county-league: note']);
    expect(whoMay(played, 'monthly-report/2012-06')).toEqual(['township-league: report']);
  });

  it('leaves what is open as it is: asking changes nothing', () => {
    const played = new PlayedTownship();
    const before = JSON.stringify(played.state);
    whoMay(played, 'survey');
    interventionsFor(viewOf(played), actor('county-league'));
    expect(JSON.stringify(played.state)).toBe(before);
  });

  it('is not offered to whoever submitted it or stands in it, and says why', () => {
    const played = new PlayedTownship();
    const candidate = actor('township-party-committee', 2);
    played.submit('survey', { linkedAccounts: [candidate.account] });
    expect(verbOf(played, candidate, 'survey')).toBeUndefined();
    expect(refusalToAnswer(viewOf(played), candidate, played.item('survey'))).toBe('CANDIDATE_DECIDES');
    expect(verbOf(played, actor('township-party-committee', 1), 'survey')).toBe('approve');
  });

  it('is held back while the township is held, but for monthly reports', () => {
    const played = new PlayedTownship();
    played.submit('survey');
    played.send({ name: 'hold', envelope: { nonce: nonce(), actor: actor('organization-department'), reasonDigest: REASON } });
    expect(refusalToAnswer(viewOf(played), actor('township-party-committee'), played.item('survey'))).toBe('HELD');
    expect(whoMay(played, 'monthly-report/2012-06')).toEqual(['township-league: report']);
  });
});

describe('the ways back', () => {
  const ways = (played: PlayedTownship, by: Role, id: ItemId) => {
    const { targets, straightBack } = returnChoices(viewOf(played), actor(by), played.item(id), 'zh-Hans');
    return { targets: targets.map((option) => option.value), straightBack };
  };

  it('are this stage, then earlier ones from the nearest', () => {
    const played = new PlayedTownship().reach('nomination');
    played.submit('nomination');
    const { targets, straightBack } = ways(played, 'township-party-committee', 'nomination');
    expect(targets.slice(0, 3)).toEqual(['nomination', 'recommendation', 'publicity']);
    expect(targets).not.toContain('mechanisms');
    expect(straightBack).toBe(true);
  });

  it('are none for what is only noted', () => {
    const played = new PlayedTownship();
    played.submit('working-body');
    expect(ways(played, 'county-league', 'working-body')).toEqual({ targets: [], straightBack: false });
  });

  it('lead behind a held vote for the organization department alone', () => {
    const played = new PlayedTownship().reach('organization-study');
    played.submit('organization-study');
    const department = ways(played, 'organization-department', 'organization-study');
    expect(department.targets).toContain('formal-candidates');
    const other = new PlayedTownship().reach('leadership-election');
    other.submit('leadership-election');
    expect(ways(other, 'township-party-committee', 'leadership-election').targets).not.toContain('formal-candidates');
  });
});

describe('interventions beside the stages', () => {
  it('go by role and by what has happened', () => {
    const played = new PlayedTownship();
    const interventions = (role: Role) => interventionsFor(viewOf(played), actor(role));
    expect(interventions('county-league')).toEqual(['extend', 'close']);
    expect(interventions('organization-department')).toEqual(['hold']);
    expect(interventions('township-party-committee')).toEqual(['hold']);
    expect(interventions('township-league')).toEqual([]);
    played.send({ name: 'hold', envelope: { nonce: nonce(), actor: actor('organization-department'), reasonDigest: REASON } });
    expect(interventions('organization-department')).toEqual(['release']);
    expect(interventions('township-party-committee')).toEqual([]);
    played.send({ name: 'close', envelope: { nonce: nonce(), actor: actor('county-league'), reasonDigest: REASON } });
    expect(ROLES.flatMap(interventions)).toEqual([]);
  });

  it('are no business of another township', () => {
    const played = new PlayedTownship();
    const neighbour = actor('township-party-committee', 1, `${COUNTY}/shiyu`);
    expect(neighbour.unit).not.toContain(TOWNSHIP);
    expect(interventionsFor(viewOf(played), neighbour)).toEqual([]);
    expect(verbOf(played, neighbour, 'working-body')).toBeUndefined();
  });
});
