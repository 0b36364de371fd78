import { z } from 'zod';
import { seenCampaign } from '../access/seen-campaign.ts';
import { RequestError } from '../http/request-error.ts';
import { addTownships, NothingToAddError, refuseEnroller } from '../use-cases/add-townships.ts';
import { readUpload } from '../use-cases/county-file.ts';
import { errorSchema, outcomeAnswers, refusedSchema } from './answer-schemas.ts';
import { endpoint } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { presentProblems } from './present.ts';
import { campaignPath, nonce, UPLOAD_BYTES, upload, uploaded } from './request-schemas.ts';

export const enrolTownships = endpoint({
  id: 'enrolTownships',
  method: 'post',
  path: '/campaigns/{campaign}/townships',
  summary: '按县名册增补乡镇；已参加的略过 / enrol the townships of a county file that take no part yet',
  access: 'signed-in',
  sends: { county: 'enrol' },
  params: campaignPath,
  body: z.strictObject({ nonce, ...upload }),
  largestBody: UPLOAD_BYTES,
  answers: {
    ...outcomeAnswers,
    422: { says: '文件有错误，或没有要增补的乡镇 / the file has problems or nothing to add', body: z.union([refusedSchema, errorSchema]) },
  },
  async handle({ caller: { actor }, params, body: { nonce, ...file }, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    const refused = await refuseEnroller(deps, actor, { campaign, nonce });
    if (refused) return answerOutcome(refused, language);
    const { county, problems } = await readUpload(uploaded(file), { ...actor, unit: campaign.county }, deps.plan);
    if (!county || problems.length > 0) throw new RequestError('COUNTY_FILE_WRONG', presentProblems(problems, language));
    const outcome = await addTownships(deps, actor, { campaign, nonce, county }).catch((error: unknown) => {
      throw error instanceof NothingToAddError ? new RequestError('NOTHING_TO_ADD') : error;
    });
    return answerOutcome(outcome, language);
  },
});
