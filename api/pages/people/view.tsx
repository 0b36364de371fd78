import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Checkbox, type Option, Select, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { bracketed } from '../ui/signs.ts';
import { accountTexts } from '../ui/texts/accounts.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** In the reader's language. */
  readonly role: string;
  readonly unit: string;
  readonly lead: boolean;
  readonly active: boolean;
}

export function PeoplePage({ people }: { readonly people: readonly PersonRow[] }) {
  const t = useText();
  return (
    <>
      <h1>{t(accountTexts.people)}</h1>
      <p class="hint">{t(accountTexts.peopleHint)}</p>
      <p>
        <a class="button" href="/people/new">
          {t(accountTexts.addPerson)}
        </a>
      </p>
      {people.length === 0 ? (
        <p class="lead">{t(accountTexts.noPeople)}</p>
      ) : (
        <ul class="plain">
          {people.map(({ id, name, email, role, unit, lead, active }) => (
            <li key={id}>
              <a class={`task${active ? '' : ' other'}`} href={`/people/${id}`}>
                <span>
                  <strong>{name}</strong>
                  {!active && <span class="tag grey">{t(bracketed(t(accountTexts.inactive)))}</span>}
                </span>
                <span>{`${unit} · ${role}${lead ? ` · ${t(accountTexts.leadMark)}` : ''}`}</span>
                <span class="grey">{email}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A person as typed. */
export interface PersonForm {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly unit: string;
  readonly telephone: string;
  readonly lead: boolean;
}

export interface PersonView {
  /** Absent for somebody new. */
  readonly id?: string;
  readonly active: boolean;
  readonly typed: PersonForm;
  readonly roles: readonly Option[];
  /** Units by name; none while no campaign names any: then the id is typed. */
  readonly units: readonly Option[];
  /** The reader may name a county that no campaign names yet. */
  readonly mayName: boolean;
  readonly mistakes: readonly Mistake[];
  /** The press that would leave the body without anybody: it asks for a tick of its own. */
  readonly leaving?: 'change' | 'deactivate';
}

export function PersonPage({ id, active, typed, roles, units, mayName, mistakes, leaving }: PersonView) {
  const t = useText();
  const at = (field: string) => ({ name: field, mistake: mistakeAt(mistakes, field) });
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{id ? typed.name : t(accountTexts.addPerson)}</h1>
      {id && !active && <p class="panel stop">{t(accountTexts.inactive)}</p>}
      <PostForm action={id ? `/people/${id}` : '/people'}>
        <TextInput {...at('name')} label={t(accountTexts.name)} value={typed.name} />
        <TextInput {...at('email')} type="email" label={t(accountTexts.email)} hint={t(accountTexts.emailHint)} value={typed.email} />
        <Select {...at('role')} label={t(accountTexts.role)} value={typed.role} options={roles} blank={!id} />
        <Unit {...at('unit')} typed={typed.unit} units={units} mayName={mayName} />
        <TextInput {...at('telephone')} type="tel" label={t(accountTexts.telephone)} optional value={typed.telephone} />
        <Checkbox {...at('lead')} label={t(accountTexts.lead)} checked={typed.lead} />
        {leaving === 'change' && <Checkbox {...at('leaveEmpty')} label={t(accountTexts.leaveEmpty)} checked={false} />}
        <div class="actions">
          <button type="submit">{t(accountTexts.save)}</button>
          <a class="target" href="/people">
            {t(accountTexts.back)}
          </a>
        </div>
      </PostForm>
      {id && (
        <PersonInterventions id={id} active={active} mistake={leaving === 'deactivate' ? mistakeAt(mistakes, 'leaveEmpty') : undefined} />
      )}
    </>
  );
}

interface UnitProps {
  readonly name: string;
  readonly mistake?: string | undefined;
  readonly typed: string;
  readonly units: readonly Option[];
  readonly mayName: boolean;
}

/** A unit is chosen by its name; its id is typed only where no campaign names it yet. */
function Unit({ name, mistake, typed, units, mayName }: UnitProps) {
  const t = useText();
  if (units.length === 0)
    return <TextInput name={name} mistake={mistake} label={t(accountTexts.unit)} hint={t(accountTexts.unitHint)} value={typed} />;
  const known = typed === '' || units.some(({ value }) => value === typed);
  return (
    <>
      <Select name={name} mistake={mistake} label={t(accountTexts.unit)} options={units} value={known ? typed : ''} blank />
      {(mayName || !known) && (
        <TextInput
          name="other-unit"
          label={t(accountTexts.otherUnit)}
          hint={t(accountTexts.unitHint)}
          optional
          value={known ? '' : typed}
        />
      )}
    </>
  );
}

function PersonInterventions({
  id,
  active,
  mistake,
}: {
  readonly id: string;
  readonly active: boolean;
  readonly mistake: string | undefined;
}) {
  const t = useText();
  if (!active) {
    return (
      <PostForm action={`/people/${id}/reactivate`}>
        <button type="submit">{t(accountTexts.reactivate)}</button>
      </PostForm>
    );
  }
  return (
    <>
      <h2>{t(accountTexts.newLink)}</h2>
      <p class="hint">{t(accountTexts.newLinkHint)}</p>
      <PostForm action={`/people/${id}/link`}>
        <button type="submit">{t(accountTexts.newLink)}</button>
      </PostForm>
      <h2>{t(accountTexts.deactivate)}</h2>
      <p class="hint">{t(accountTexts.deactivateHint)}</p>
      <PostForm action={`/people/${id}/deactivate`}>
        {mistake && <Checkbox name="leaveEmpty" label={t(accountTexts.leaveEmpty)} mistake={mistake} checked={false} />}
        <button class="warning" type="submit">
          {t(accountTexts.deactivate)}
        </button>
      </PostForm>
    </>
  );
}

export interface LinkView {
  readonly id: string;
  readonly name: string;
  readonly link?: string;
  /** Where it was sent instead of being shown. */
  readonly mailedTo?: string;
  /** In the reader's language. */
  readonly expires: string;
}

/** Shown once: the link is kept as a hash only. */
export function LinkPage({ id, name, link, mailedTo, expires }: LinkView) {
  const t = useText();
  return (
    <>
      <h1>{t(accountTexts.linkFor(name))}</h1>
      {mailedTo && <p class="panel done">{t(accountTexts.linkMailed(mailedTo))}</p>}
      {link && (
        <>
          <p class="panel">
            <a href={link}>{link}</a>
          </p>
          <p>{t(accountTexts.linkOnce(expires))}</p>
          <p>{t(accountTexts.linkElsewhere)}</p>
        </>
      )}
      <a class="target" href={`/people/${id}`}>
        {t(accountTexts.back)}
      </a>
    </>
  );
}
