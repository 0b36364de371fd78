import type { County } from '../domain/county/county-schema.ts';
import { type Body, isTownshipRole, type Role, townshipUnit } from '../domain/roles.ts';
import { personAddedSchema, signInLinkSchema } from './contract.ts';
import type { Session } from './session.ts';
import { forAll } from './throng.ts';
import type { BodyRobot } from './township-robot.ts';

/** Everybody who plays, signed in. */
export interface Cast {
  readonly administrator: Session;
  /** The people of a role at a unit. @throws RangeError when the county file has none */
  peopleAt(role: Role, unit: string): readonly [Session, ...Session[]];
}

/** People signed in at a time. */
const AT_ONCE = 4;

/**
 * The administrator signs in with the first link, enters everybody of the county file, and hands each a one-time link,
 * with which they sign in.
 * @param newSession a fresh browser
 */
export async function assembleCast(county: County, firstLink: string, newSession: () => Session): Promise<Cast> {
  const administrator = newSession();
  await signIn(administrator, firstLink);
  const cast = await forAll(county.people, AT_ONCE, async ({ name, email, role, unit, lead }) => {
    const { id } = personAddedSchema.parse(await administrator.post('/api/people', { name, email, role, unit, lead }));
    const { link } = signInLinkSchema.parse(await administrator.post(`/api/people/${id}/sign-in-links`, {}));
    const session = newSession();
    await signIn(session, link);
    return { role, unit, session };
  });
  return {
    administrator,
    peopleAt(role, unit) {
      const [first, ...others] = cast.filter((person) => person.role === role && person.unit === unit).map((person) => person.session);
      if (!first) throw new RangeError(`县名册里 ${unit} 没有 ${role} / nobody plays this role there`);
      return [first, ...others];
    },
  };
}

/** A one-time link is consumed by a POST of its token. */
async function signIn(session: Session, link: string): Promise<void> {
  await session.post('/api/session', { token: new URL(link).searchParams.get('token') });
}

/** Every body that submits or decides: two at each township, two of the county for all of them. */
export function bodiesOf(county: County, cast: Cast): BodyRobot[] {
  const ids = county.townships.map((township) => township.id);
  const at = (body: Body, unit: string, townships: readonly string[]): BodyRobot => ({
    body,
    townships,
    sessions: cast.peopleAt(body, unit),
  });
  return [
    ...ids.flatMap((id) =>
      (['township-league', 'township-party-committee'] as const).map((body) => at(body, townshipUnit(county.id, id), [id])),
    ),
    at('county-league', county.id, ids),
    at('organization-department', county.id, ids),
  ];
}

/** True when the body is one township's own. */
export function isLocal(robot: BodyRobot): boolean {
  return isTownshipRole(robot.body);
}
