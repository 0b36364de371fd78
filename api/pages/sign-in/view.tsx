import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { accountTexts } from '../ui/texts/accounts.ts';
import { countyTexts } from '../ui/texts/county.ts';

export interface SignInView {
  /** Where to go afterwards. */
  readonly next: string;
  readonly email: string;
  readonly mistakes: readonly Mistake[];
  /** Told after asking for a link, or after a link that no longer works. */
  readonly told?: 'link-sent' | 'link-used';
}

export interface ConfirmSignInView {
  readonly token: string;
  readonly next: string;
  /** Who is signed in in this browser already. */
  readonly present?: string;
}

/** With a link: a page with one button, because a mail scanner that opens links must not use them up. */
export function ConfirmSignInPage({ token, next, present }: ConfirmSignInView) {
  const t = useText();
  return (
    <>
      <h1>{t(accountTexts.signIn)}</h1>
      <p class="lead">{t(accountTexts.welcome)}</p>
      {present && <p class="panel wait">{t(accountTexts.signedInAs(present))}</p>}
      <PostForm action="/sign-in" hidden={{ token, next }}>
        <button type="submit">{t(accountTexts.signIn)}</button>
      </PostForm>
      <p class="hint">{t(accountTexts.onceOnly)}</p>
    </>
  );
}

export function SignInPage({ next, email, mistakes, told }: SignInView) {
  const t = useText();
  const asked = mistakes.some((one) => one.field === 'link-email');
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(accountTexts.signIn)}</h1>
      {told && (
        <p class={`panel ${told === 'link-sent' ? 'done' : 'stop'}`}>
          {t(told === 'link-sent' ? accountTexts.linkSent : accountTexts.linkUsed)}
        </p>
      )}
      <h2>{t(accountTexts.byLink)}</h2>
      <p class="hint">{t(accountTexts.byLinkHint)}</p>
      <PostForm action="/sign-in/link" hidden={{ next }}>
        <TextInput
          name="link-email"
          type="email"
          autocomplete="email"
          label={t(accountTexts.email)}
          hint={t(accountTexts.emailHint)}
          value={asked ? email : ''}
          mistake={mistakeAt(mistakes, 'link-email')}
        />
        <button type="submit">{t(accountTexts.sendLink)}</button>
      </PostForm>
      <h2>{t(accountTexts.byPassword)}</h2>
      <p class="hint">{t(accountTexts.byPasswordHint)}</p>
      <PostForm action="/sign-in" hidden={{ next }}>
        <TextInput
          name="email"
          type="email"
          autocomplete="username"
          label={t(accountTexts.email)}
          value={asked ? '' : email}
          mistake={mistakeAt(mistakes, 'email')}
        />
        <TextInput
          name="password"
          type="password"
          autocomplete="current-password"
          label={t(accountTexts.password)}
          mistake={mistakeAt(mistakes, 'password')}
        />
        <button type="submit">{t(accountTexts.signIn)}</button>
      </PostForm>
      <p>
        <a class="target" href="/experience">
          {t(countyTexts.publicExchange)}
        </a>
      </p>
    </>
  );
}
