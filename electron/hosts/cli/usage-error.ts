import { AppError } from '../../../shared/errors.ts'

/** A command line that cannot be carried out, with its own advice instead of the general one of its code. */
export class UsageError extends AppError {
  readonly nextStep: string

  constructor(message: string, nextStep: string, options?: ErrorOptions) {
    super('invalid-request', message, options)
    this.nextStep = nextStep
  }
}
