import type { RefusalCode } from '../../../domain/errors.ts';
import { statusOfRefusal } from '../../http/refusal-status.ts';
import type { Outcome } from '../../use-cases/outcome.ts';
import { type RefusalDetails, refusalText } from '../../use-cases/refusal-text.ts';
import { itemTexts } from '../item/texts.ts';
import { commandPath } from '../paths.ts';
import { type Page, type PageAnswer, type PageRequest, redirect, shown } from '../routing/route.ts';
import { RefusedPage, type RefusedView } from '../ui/refused-page.tsx';
import { translator } from '../ui/texts/bilingual.ts';

interface AfterPress {
  readonly outcome: Outcome;
  readonly nonce: string;
  /** What the page is about. */
  readonly campaign: NonNullable<Page['campaign']>;
  /** The form again, with everything typed and the same nonce. */
  readonly again: () => Page | Promise<Page>;
  /** Everything typed, and where to look how things stand. */
  readonly kept: Omit<RefusedView, 'stale' | 'reason'>;
}

/**
 * What a person sees after pressing the button that counts: the reference page, whose sentence follows what is known;
 * why nothing was recorded; or the form again when nothing could be handed over.
 */
export async function afterPress(visit: PageRequest, { outcome, nonce, campaign, again, kept }: AfterPress): Promise<PageAnswer> {
  switch (outcome.kind) {
    case 'recorded':
    case 'received':
    case 'unconfirmed':
      return redirect(commandPath(nonce));
    case 'unavailable':
      visit.response.set('retry-after', '5');
      return shown({ ...(await again()), status: 503, campaign, lost: outcome.lost ?? false });
    case 'refused':
      return refusedPage(visit, outcome, { campaign, kept });
  }
}

/** Nothing was recorded: 409 when things moved on, 403 when it is not for this person, 422 when the rules forbid it. */
export function refusedPage(
  { language }: PageRequest,
  { code, details }: { readonly code: RefusalCode; readonly details: RefusalDetails },
  { campaign, kept }: Pick<AfterPress, 'campaign' | 'kept'>,
): PageAnswer {
  const status = statusOfRefusal(code);
  const stale = status === 409;
  const title = translator(language)(stale ? itemTexts.staleTitle : itemTexts.refusedTitle);
  return shown({
    status,
    title,
    campaign,
    wrong: true,
    body: <RefusedPage stale={stale} reason={refusalText(code, details, language)} {...kept} />,
  });
}
