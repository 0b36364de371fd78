import type { z } from 'zod';
import { counted } from '../../domain/language/counted.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import { inLanguage, type Language } from '../../domain/language/sentence.ts';
import { statusOfRefusal } from '../http/refusal-status.ts';
import type { Outcome, RefusedOutcome } from '../use-cases/outcome.ts';
import { refusalText } from '../use-cases/refusal-text.ts';
import type { DossierProblem } from '../use-cases/submit-dossier.ts';
import type { outcomeAnswers, refusedSchema } from './answer-schemas.ts';
import type { AnswerOf } from './endpoint.ts';
import { presentProblems, presentRuleResults } from './present.ts';

type OutcomeAnswer = AnswerOf<typeof outcomeAnswers>;

const WAITING: Readonly<Record<'received' | 'unconfirmed' | 'unavailable' | 'lost', Bilingual>> = {
  received: { zh: '已收到，待生效；结果见“办理结果”页', en: 'received; the reference page shows when it takes effect' },
  unconfirmed: {
    zh: '已送出，尚未确认，仍可能生效；结果见“办理结果”页',
    en: 'handed over and not yet confirmed; it may still take effect, see the reference page',
  },
  unavailable: { zh: '服务暂时不可用，这次没有保存，请稍后再试', en: 'not available right now; nothing was recorded, try again later' },
  lost: {
    zh: '系统里找不到这项工作的流程，这次没有保存；它并未办结，请联系系统管理员恢复后再试',
    en: 'the process of this work cannot be found; nothing was recorded. It is not over: tell the administrator, and try again once it is restored',
  },
};

/** What a person is told after pressing the button, with the status that goes with it. */
export function answerOutcome(outcome: Outcome, language: Language): OutcomeAnswer {
  switch (outcome.kind) {
    case 'recorded':
      return {
        status: 200,
        body: { outcome: 'recorded', reference: outcome.reference, at: outcome.receipt.at, late: outcome.receipt.late },
      };
    case 'refused':
      return answerRefusal(outcome, language);
    case 'received':
    case 'unconfirmed':
      return {
        status: 202,
        body: { outcome: outcome.kind, reference: outcome.reference, message: inLanguage(WAITING[outcome.kind], language) },
      };
    case 'unavailable':
      return {
        status: 503,
        headers: { 'retry-after': '2' },
        body: { outcome: 'unavailable', message: inLanguage(WAITING[outcome.lost ? 'lost' : 'unavailable'], language) },
      };
  }
}

function answerRefusal(outcome: RefusedOutcome, language: Language): OutcomeAnswer {
  return { status: statusOfRefusal(outcome.code), body: presentRefusal(outcome, language) };
}

/** A refusal as every endpoint shows it. */
export function presentRefusal({ code, details, ruleResults }: RefusedOutcome, language: Language): z.output<typeof refusedSchema> {
  const shown = ruleResults ? { ruleResults: presentRuleResults(ruleResults, language) } : {};
  return { outcome: 'refused', code, message: refusalText(code, details, language), details: { ...details }, ...shown };
}

/** A dossier that cannot be read is refused with everything that is wrong with it. */
export function answerProblems(problems: readonly DossierProblem[], language: Language): OutcomeAnswer {
  const message = inLanguage(
    { zh: `材料有 ${problems.length} 处问题，请逐条修改`, en: `the dossier has ${counted(problems.length, 'problem')}` },
    language,
  );
  return {
    status: 422,
    body: { outcome: 'refused', code: 'DOSSIER_HAS_PROBLEMS', message, details: {}, problems: presentProblems(problems, language) },
  };
}
