import type { z } from 'zod';
import type { County } from '../domain/county/county-schema.ts';
import { type Body, type Role, townshipUnit } from '../domain/roles.ts';
import { SLOWEST_PACE, startTrial } from './campaign.ts';
import { forAll } from './concurrency.ts';
import { peopleSchema, signInLinkSchema } from './contract.ts';
import type { RehearsalCounty } from './county-file.ts';
import type { Session } from './session.ts';
import type { BodyRobot } from './township-robot.ts';

/** Everybody who plays, signed in. */
export interface Participants {
  readonly administrator: Session;
  /** The people of a role at a unit. @throws RangeError when the county file has none */
  peopleAt(role: Role, unit: string): readonly [Session, ...Session[]];
}

/** People signed in at a time. */
const AT_ONCE = 4;

/**
 * The administrator signs in with the first link, uploads the county file, and hands everybody in it a one-time link, with which they
 * sign in. People of townships come with a campaign: the one they come with here has no days to play.
 * @param newSession a fresh browser
 */
export async function gatherParticipants(
  county: RehearsalCounty,
  year: number,
  firstLink: string,
  newSession: () => Session,
): Promise<Participants> {
  const administrator = newSession();
  await signIn(administrator, firstLink);
  await startTrial(administrator, county, year, SLOWEST_PACE);
  const addresses = new Set(county.county.people.map(({ email }) => email));
  const entered = (await everybody(administrator)).filter(({ email }) => addresses.has(email));
  const participants = await forAll(entered, AT_ONCE, async ({ id, role, unit }) => {
    const { link } = signInLinkSchema.parse(await administrator.post(`/api/people/${id}/sign-in-links`, {}));
    const session = newSession();
    await signIn(session, link);
    return { role, unit, session };
  });
  return {
    administrator,
    peopleAt(role, unit) {
      const [first, ...others] = participants
        .filter((person) => person.role === role && person.unit === unit)
        .map((person) => person.session);
      if (!first) throw new RangeError(`县名册里 ${unit} 没有 ${role} / nobody plays this role there`);
      return [first, ...others];
    },
  };
}

async function everybody(administrator: Session): Promise<People> {
  const found: People = [];
  for (let page = 1, more = true; more; page += 1) {
    const answer = peopleSchema.parse(await administrator.get(`/api/people?page=${page}`));
    found.push(...answer.people);
    more = answer.more;
  }
  return found;
}

type People = z.infer<typeof peopleSchema>['people'];

/** A one-time link is consumed by a POST of its token. */
async function signIn(session: Session, link: string): Promise<void> {
  await session.post('/api/session', { token: new URL(link).searchParams.get('token') });
}

/** Every body that submits or decides: two at each township, two of the county for all of them. */
export function bodiesOf(county: County, participants: Participants): BodyRobot[] {
  const ids = county.townships.map((township) => township.id);
  const at = (body: Body, unit: string, townships: readonly string[]): BodyRobot => ({
    body,
    townships,
    sessions: participants.peopleAt(body, unit),
  });
  return [
    ...ids.flatMap((id) =>
      (['township-league', 'township-party-committee'] as const).map((body) => at(body, townshipUnit(county.id, id), [id])),
    ),
    at('county-league', county.id, ids),
    at('organization-department', county.id, ids),
  ];
}
