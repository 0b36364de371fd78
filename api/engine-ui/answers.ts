import { type Asked, isReadableRun, type Reader } from './asked.ts';

type Data = Extract<Asked, { kind: 'data' }>;

interface WithPage {
  readonly nextPageToken?: string | null;
}

interface Runs extends WithPage {
  readonly executions?: readonly { readonly execution?: { readonly workflowId?: string } }[];
}

interface Namespaces {
  readonly namespaces?: readonly { readonly namespaceInfo?: { readonly name?: string } }[];
}

/** The engine's answer as this reader gets it. */
export function dataFor(answer: unknown, { what, place }: Data, reader: Reader): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  switch (what) {
    case 'settings':
      // Buttons that write are grey, and the installation's own namespace is the first.
      return { ...answer, DisableWriteActions: true, DefaultNamespace: reader.namespace };
    case 'namespaces':
      return { namespaces: ((answer as Namespaces).namespaces ?? []).filter((one) => one.namespaceInfo?.name === reader.namespace) };
    case 'runs': {
      const { executions = [] } = answer as Runs;
      // The search was confined already; that it was is no reason to believe it.
      const own = executions.filter(({ execution }) => isReadableRun(execution?.workflowId ?? '', reader));
      return { ...sealed(answer, place, reader), executions: own };
    }
    case 'run':
      return sealed(answer, place, reader);
    case 'other':
      return answer;
  }
}

function sealed<T extends WithPage>(answer: T, place: string, { tokens }: Reader): T {
  return answer.nextPageToken ? { ...answer, nextPageToken: tokens.seal(answer.nextPageToken, place) } : answer;
}
