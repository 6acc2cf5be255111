/** Prints a page that needs nothing but itself. Each host has its own way. */
export interface PdfPrinter {
  /**
   * Makes `pdf`, which must not exist, of the file `html`. Opens no connection. Throws `invalid-request`
   * where there is nothing to print with, `worker-failed` where it did not work, and the signal's reason when it is stopped.
   */
  print(job: PrintJob): Promise<void>
}

export interface PrintJob {
  readonly html: string
  readonly pdf: string
  readonly signal: AbortSignal
}
