import { momentText } from '../ui/dates.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { accountTexts } from '../ui/texts/accounts.ts';

export interface AccountView {
  readonly name: string;
  readonly email: string;
  /** In the reader's language. */
  readonly role: string;
  readonly unit: string;
  readonly hasPassword: boolean;
  /** Least and most characters of a password. */
  readonly length: { readonly min: number; readonly max: number };
  readonly saved: boolean;
  /** Other sessions were ended just now. */
  readonly ended: boolean;
  readonly sessions: readonly { readonly usedAt: number; readonly address: string; readonly browser: string; readonly current: boolean }[];
  readonly mistakes: readonly Mistake[];
}

export function AccountPage({ name, email, role, unit, hasPassword, length, saved, ended, sessions, mistakes }: AccountView) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(accountTexts.account)}</h1>
      {saved && <p class="panel done">{t(accountTexts.passwordSaved)}</p>}
      {ended && <p class="panel done">{t(accountTexts.othersEnded)}</p>}
      <dl class="facts">
        <dt>{t(accountTexts.name)}</dt>
        <dd>{name}</dd>
        <dt>{t(accountTexts.email)}</dt>
        <dd>{email}</dd>
        <dt>{t(accountTexts.role)}</dt>
        <dd>{role}</dd>
        <dt>{t(accountTexts.unit)}</dt>
        <dd>{unit}</dd>
      </dl>
      <p class="hint">{t(accountTexts.changeWithAdministrator)}</p>
      <h2>{t(accountTexts.passwordTitle)}</h2>
      <p>{t(hasPassword ? accountTexts.passwordSet : accountTexts.passwordNone)}</p>
      <PostForm action="/account/password">
        {hasPassword && (
          <TextInput
            name="present"
            type="password"
            autocomplete="current-password"
            label={t(accountTexts.present)}
            hint={t(accountTexts.presentHint)}
            mistake={mistakeAt(mistakes, 'present')}
          />
        )}
        <TextInput
          name="next"
          type="password"
          autocomplete="new-password"
          label={t(accountTexts.next)}
          hint={t(accountTexts.nextHint(length.min))}
          mistake={mistakeAt(mistakes, 'next')}
        />
        <button type="submit">{t(accountTexts.save)}</button>
      </PostForm>
      <h2>{t(accountTexts.sessions)}</h2>
      <ul class="list">
        {sessions.map(({ usedAt, address, browser, current }) => (
          <li key={`${usedAt}${address}${browser}`}>
            {current && <strong>{`${t(accountTexts.thisOne)} · `}</strong>}
            {[t(accountTexts.lastUsed(momentText(usedAt, language))), address, browser].filter((part) => part !== '').join(' · ')}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <PostForm action="/account/sessions">
          {hasPassword && (
            <TextInput
              name="present-to-end"
              type="password"
              autocomplete="current-password"
              label={t(accountTexts.present)}
              hint={t(accountTexts.presentHint)}
              mistake={mistakeAt(mistakes, 'present-to-end')}
            />
          )}
          <button class="quiet" type="submit">
            {t(accountTexts.endOthers)}
          </button>
        </PostForm>
      )}
    </>
  );
}
