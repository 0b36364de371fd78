import type { TownshipMessageName } from '../../domain/process/messages.ts';
import { findCampaign } from '../../store/campaigns.ts';
import type { PageDeps } from '../page-deps.ts';
import { auditRefusal } from '../process/acts.ts';
import { findItemView, findTownshipView, type ItemView, maySee, type TownshipView } from '../process/case.ts';
import { townshipWorkflowId } from '../process/township-messages.ts';
import { formOf, nonceOf } from './form.ts';
import { found, PageError } from './page-error.ts';
import type { Visit } from './route.ts';

/** Address of an item's pages, with the form or the answer behind it. */
export const ITEM_ROUTE = '/campaigns/:campaign/townships/:township/items/*item';

/** The township of the address, if the reader may see it. @throws PageError notFound */
export async function seenTownship({ request, actor }: Visit, deps: PageDeps): Promise<TownshipView> {
  const { campaign, township } = request.params;
  return found(await findTownshipView(deps, actor, String(campaign), String(township)));
}

/** The item of the address, if the reader may see it. @throws PageError notFound */
export async function seenItem({ request, actor }: Visit, deps: PageDeps): Promise<ItemView> {
  const { campaign, township, item } = request.params;
  return found(await findItemView(deps, actor, String(campaign), String(township), [item ?? []].flat().join('/')));
}

/** The township that a form is for. @throws PageError notFound, notYours */
export async function townshipToActOn(visit: Visit, deps: PageDeps, message: TownshipMessageName): Promise<TownshipView> {
  await refuseOthers(visit, deps, message);
  return seenTownship(visit, deps);
}

/** The item that a form is for. @throws PageError notFound, notYours */
export async function itemToActOn(visit: Visit, deps: PageDeps, message: TownshipMessageName): Promise<ItemView> {
  await refuseOthers(visit, deps, message);
  return seenItem(visit, deps);
}

/**
 * Somebody of another unit of the county who sends a form all the same is refused, and the refusal audited, like any
 * other message that is not theirs to send.
 */
async function refuseOthers({ request, actor }: Visit, deps: PageDeps, message: TownshipMessageName): Promise<void> {
  const campaign = found(await findCampaign(deps.store, String(request.params['campaign'])));
  const township = campaign.townships.find((row) => row.id === request.params['township']);
  const { id } = found(maySee(actor, campaign.county) ? township : undefined);
  if (maySee(actor, campaign.county, id)) return;
  const nonce = nonceOf(formOf(request));
  await auditRefusal(deps, actor, { workflowId: townshipWorkflowId(campaign, id), message, nonce, code: 'WRONG_UNIT' });
  throw new PageError('notYours');
}
