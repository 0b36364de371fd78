import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/**
 * Reads what cannot be read as undefined instead of throwing: a signal with a broken payload, sent past the app, would
 * otherwise fail its run's every workflow task for good. The message handler refuses it as malformed.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload(payload) {
    try {
      return defaultPayloadConverter.fromPayload(payload);
    } catch {
      return undefined as never;
    }
  },
};
