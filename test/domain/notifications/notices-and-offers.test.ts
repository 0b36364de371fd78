import { describe, expect, it } from 'vitest';
import type { TownshipView } from '../../../api/access/township-view.ts';
import { verbFor } from '../../../api/pages/shared/reader-verb.ts';
import { noticeText } from '../../../domain/notifications/notices.ts';
import { LADDER_BODIES } from '../../../domain/roles.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import type { TownshipProgress } from '../../../store/progress.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, COUNTY, LANDU, PLAN_2012, RULES } from '../../support/township.ts';

/** A notice names what its reader's page offers, and nothing else: every notice of a township's way to the public notice. */

/** Words by which a notice asks for a command, and the verb that a page then offers; `—` where something else is asked. */
const ASKED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/填写并报送|重新报送|后报送/, ['submit', 'report']],
  [/同意或退回/, ['approve']],
  [/签收或退回/, ['receipt']],
  [/，知悉。|请知悉/, ['note']],
];

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

/** What the notices of the events from `from` on say that their readers' pages do not offer. */
function untrue(played: PlayedTownship, from: number): string[] {
  return played.events.slice(from).flatMap(({ kind, item, params, notify }) =>
    LADDER_BODIES.filter((body) => notify.includes(body)).flatMap((to) => {
      const { lines } = noticeText(kind, { ...params, townshipName: '澜渡镇', to, ...(item ? { item } : {}) }, 'zh-Hans');
      const said = lines.join('');
      const state = played.state.items.find(({ id }) => id === item);
      const offered = state && verbFor(viewOf(played), actor(to, 9), state);
      return ASKED.flatMap(([asked, verbs]) =>
        asked.test(said) && !verbs.includes(offered ?? '')
          ? [`${kind} of ${item ?? ''} to ${to}: ${said} (offered: ${offered ?? 'nothing'})`]
          : [],
      );
    }),
  );
}

/** Takes the stages one command at a time. */
function play(until: ItemId, after: (played: PlayedTownship, from: number) => void): PlayedTownship {
  const played = new PlayedTownship();
  let seen = 0;
  const look = () => {
    after(played, seen);
    seen = played.events.length;
  };
  look();
  for (;;) {
    const open = played.state.items.find(({ id, status }) => status === 'open' && !id.startsWith('monthly-report/'));
    if (!open || open.id === until) return played;
    played.submit(open.id);
    look();
    const asked = played.item(open.id).asked.toSorted((a, b) => a.turn - b.turn);
    for (const { body } of asked) {
      played.answer(open.id, body);
      look();
    }
  }
}

describe('a notice and the page of its reader', () => {
  it('name the same command, for every stage up to the public notice', () => {
    const wrong: string[] = [];
    let told = 0;
    const played = play('public-notice', (at, from) => {
      told += at.events.slice(from).flatMap(({ notify }) => notify).length;
      wrong.push(...untrue(at, from));
    });
    expect(played.item('public-notice').status).toBe('open');
    expect(told).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it('name the same command when a stage is sent back, and when the half-year goes by without one', () => {
    const wrong: string[] = [];
    const returned = new PlayedTownship();
    returned.submit('survey');
    const from = returned.events.length;
    returned.answer('survey', 'township-party-committee', { verdict: 'return' });
    wrong.push(...untrue(returned, from));
    const late = new PlayedTownship();
    for (const day of ['2012-06-12', '2012-06-14', '2012-06-20', '2012-07-02'] as const) {
      const seen = late.events.length;
      late.until(day);
      wrong.push(...untrue(late, seen));
    }
    expect(wrong).toEqual([]);
  });
});
