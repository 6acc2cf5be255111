export type Emphasis = 'bold' | 'dim' | 'yellow' | 'red'

/**
 * What a command prints on and asks through. Results go to standard output, everything about how it is going to
 * standard error, so that a pipe receives results alone.
 */
export interface Terminal {
  /** Columns of a line. */
  readonly width: number
  /** Whether somebody is there to be asked. */
  readonly canAsk: boolean
  /** Whether a progress line can be drawn over. */
  readonly canRedraw: boolean
  /** A line or more of the result. */
  print(text: string, emphasis?: Emphasis): void
  /** A line or more about how it is going. */
  note(text: string, emphasis?: Emphasis): void
  /** Draws a line in place of the last one drawn; only where `canRedraw`. An empty text takes it away. */
  redraw(text: string): void
  /** The answer to a question, null where it is called off, by the person or by the signal. Only where `canAsk`. */
  ask(question: string, signal: AbortSignal): Promise<string | null>
  /** As `ask`, without showing what is typed. */
  askHidden(question: string): Promise<string | null>
  /** Everything that is piped in, up to a length no answer has; for use where nobody can be asked. */
  readInput(): Promise<string>
}
