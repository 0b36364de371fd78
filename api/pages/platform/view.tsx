import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { countyTexts } from '../ui/texts/county.ts';

/** The county's messaging group and web exchange as typed. */
export interface PlatformForm {
  readonly group: string;
  readonly number: string;
  readonly since: string;
  readonly members: string;
  readonly website: string;
}

export interface PlatformView {
  readonly recorded?: PlatformForm;
  /** The form of whoever may change it. */
  readonly form?: { readonly action: string; readonly nonce: string; readonly typed: PlatformForm };
  readonly mistakes: readonly Mistake[];
  readonly back: string;
}

export function PlatformPage({ recorded, form, mistakes, back }: PlatformView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(countyTexts.platform)}</h1>
      <p class="hint">{t(countyTexts.platformHint)}</p>
      {recorded ? (
        <dl class="facts">
          <dt>{t(countyTexts.groupName)}</dt>
          <dd>{recorded.group}</dd>
          <dt>{t(countyTexts.groupNumber)}</dt>
          <dd>{recorded.number}</dd>
          <dt>{t(countyTexts.groupSince)}</dt>
          <dd>{recorded.since}</dd>
          <dt>{t(countyTexts.members)}</dt>
          <dd>{recorded.members}</dd>
          {recorded.website && <dt>{t(countyTexts.website)}</dt>}
          {recorded.website && <dd>{recorded.website}</dd>}
        </dl>
      ) : (
        <p class="panel wait">{t(countyTexts.notSetUp)}</p>
      )}
      {form && (
        <>
          <h2>{t(countyTexts.edit)}</h2>
          <PostForm action={form.action} hidden={{ nonce: form.nonce }}>
            <TextInput name="group" label={t(countyTexts.groupName)} value={form.typed.group} mistake={mistakeAt(mistakes, 'group')} />
            <TextInput
              name="number"
              inputMode="numeric"
              label={t(countyTexts.groupNumber)}
              hint={t(countyTexts.groupNumberHint)}
              value={form.typed.number}
              mistake={mistakeAt(mistakes, 'number')}
            />
            <TextInput
              name="since"
              label={t(countyTexts.groupSince)}
              hint={t(countyTexts.groupSinceHint)}
              value={form.typed.since}
              autocomplete="on"
              mistake={mistakeAt(mistakes, 'since')}
            />
            <TextInput
              name="members"
              inputMode="numeric"
              label={t(countyTexts.members)}
              value={form.typed.members}
              mistake={mistakeAt(mistakes, 'members')}
            />
            <TextInput
              name="website"
              optional
              label={t(countyTexts.website)}
              value={form.typed.website}
              mistake={mistakeAt(mistakes, 'website')}
            />
            <button type="submit">{t(countyTexts.save)}</button>
          </PostForm>
        </>
      )}
      <p>
        <a class="target" href={back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
    </>
  );
}
