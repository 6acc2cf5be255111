import type { ServiceId } from '../../../shared/models/model.ts'

/** Where each service gives out keys; main opens pages of these services alone. */
export const keyPages: Readonly<Record<ServiceId, string>> = {
  runflow: 'https://runflow.io/',
  aimlapi: 'https://aimlapi.com/app/keys',
}
