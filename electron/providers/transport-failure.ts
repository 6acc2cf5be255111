export type TransportReason =
  | 'cancelled' // the caller's signal
  | 'timed-out' // the total or the idle limit
  | 'unreachable' // no connection was made
  | 'address-refused' // the name leads to an address that may not be called
  | 'too-large' // more bytes than allowed, counted after decompression
  | 'broken' // the connection or the answer ended before it was whole

/**
 * A call that brought no whole answer. `wasSent` is false only where it is certain that no byte of the request was
 * written to a connection; for a paid request everything else is an unknown outcome.
 */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure'
  readonly reason: TransportReason
  readonly wasSent: boolean
  readonly detail: string | null

  /** `detail` is an error code of the system. Never the error itself: that may carry bytes of the conversation. */
  constructor(reason: TransportReason, { wasSent, detail }: { wasSent: boolean; detail?: string }) {
    super(detail === undefined ? reason : `${reason} (${detail})`)
    this.reason = reason
    this.wasSent = wasSent
    this.detail = detail ?? null
  }
}

/** The failure as a sentence about `who`, for example "Runflow did not answer in time." */
export function describeTransport(who: string, failure: TransportFailure): string {
  const detail = failure.detail === null ? '' : ` (${failure.detail})`
  switch (failure.reason) {
    case 'cancelled':
      return `The call to ${who} was stopped.`
    case 'timed-out':
      return `${who} did not answer in time.`
    case 'unreachable':
      return `${who} cannot be reached${detail}.`
    case 'address-refused':
      return `${who} is at an address that Lightbench does not call.`
    case 'too-large':
      return `${who} answered with more bytes than allowed.`
    case 'broken':
      return `The connection to ${who} broke${detail}.`
  }
}
