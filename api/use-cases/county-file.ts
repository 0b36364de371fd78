import type { County } from '../../domain/county/county-schema.ts';
import { fitProblems } from '../../domain/county/fit-plan.ts';
import { type Problem, problem } from '../../domain/language/problem.ts';
import type { Plan } from '../../domain/plan/plan-schema.ts';
import type { Actor } from '../../domain/roles.ts';
import { fileRead } from './parsing/files.ts';

export interface CountyUpload {
  readonly filename: string;
  readonly content: Uint8Array;
}

/**
 * What an uploaded county file says, with everything that keeps it from being used: faults of the file, committees
 * outside the plan's sizes, a county that is not the uploader's.
 */
export async function readUpload(
  { filename, content }: CountyUpload,
  actor: Actor,
  plan: Plan,
): Promise<{ readonly county?: County; readonly problems: readonly Problem[] }> {
  const read = await fileRead(actor.account, 'readCountyFile', content, filename);
  if ('problems' in read) return read;
  const { county } = read;
  return { county, problems: [...unitProblems(county, actor), ...fitProblems(county, plan)] };
}

function unitProblems({ id }: County, { unit }: Actor): Problem[] {
  if (unit === '*' || unit === id) return [];
  return [
    problem(
      ['county', 'id'],
      'OTHER_COUNTY',
      { found: id, allowed: unit },
      { zh: `文件是“${id}”的，您只能上传“${unit}”的`, en: `the file is of "${id}"; you may upload that of "${unit}"` },
    ),
  ];
}
