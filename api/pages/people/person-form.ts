import { plainAddress } from '../../../domain/language/mail-address.ts';
import { isPlainText } from '../../../domain/language/plain-text.ts';
import { roleSchema } from '../../../domain/roles.ts';
import type { NewPerson, Person } from '../../../store/people.ts';
import { formOf, typed } from '../routing/form.ts';
import type { PageRequest } from '../routing/route.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { accountTexts } from '../ui/texts/accounts.ts';
import { translator } from '../ui/texts/bilingual.ts';
import type { PersonForm } from './view.tsx';

/** Nothing typed yet. */
export const BLANK: PersonForm = { name: '', email: '', role: '', unit: '', telephone: '', lead: false };

/** A person on record as the form shows them. */
export function typedOf({ name, email, role, unit, telephone, lead }: Person): PersonForm {
  return { name, email, role, unit, lead, telephone: telephone ?? '' };
}

/** What was typed. */
export function personForm({ request }: PageRequest): PersonForm {
  const form = formOf(request);
  const text = (name: string) => typed(form, name).trim();
  return {
    name: text('name'),
    email: plainAddress(text('email')),
    role: text('role'),
    // A county that no campaign names yet is typed by its id.
    unit: text('other-unit') || text('unit'),
    telephone: text('telephone'),
    lead: text('lead') === 'on',
  };
}

/** The person as typed, or everything that is wrong with it. */
export function read(form: PersonForm, { language }: PageRequest): { readonly entry?: NewPerson; readonly mistakes: readonly Mistake[] } {
  const t = translator(language);
  const role = roleSchema.safeParse(form.role);
  const mistakes: Mistake[] = [
    ...(form.name === '' || form.name.length > 40 ? [{ field: 'name', text: t(accountTexts.nameMissing) }] : []),
    ...(isPlainText(form.name, false) ? [] : [{ field: 'name', text: t(accountTexts.nameHidden) }]),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email) && form.email.length <= 254 && isPlainText(form.email, false)
      ? []
      : [{ field: 'email', text: t(accountTexts.emailMissing) }]),
    ...(role.success ? [] : [{ field: 'role', text: t(accountTexts.roleMissing) }]),
    ...(/^(\*|[a-z0-9-]{1,40}(\/[a-z0-9-]{1,40})?)$/.test(form.unit) ? [] : [{ field: 'unit', text: t(accountTexts.unitWrong) }]),
    ...(form.telephone === '' || /^[0-9+() -]{5,24}$/.test(form.telephone)
      ? []
      : [{ field: 'telephone', text: t(accountTexts.telephoneWrong) }]),
  ];
  if (mistakes.length > 0 || !role.success) return { mistakes };
  const { name, email, unit, lead, telephone } = form;
  return { mistakes, entry: { name, email: email.toLowerCase(), role: role.data, unit, lead, ...(telephone ? { telephone } : {}) } };
}
