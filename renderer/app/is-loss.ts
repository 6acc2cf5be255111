import type { Failure } from '../../shared/errors.ts'
import { connectionLost } from '../api/request.ts'

/** Whether nobody answered at all; the window as a whole says that. */
export function isLoss({ message }: Failure): boolean {
  return message === connectionLost.message
}
