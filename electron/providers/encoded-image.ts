import { CallFailure } from './provider.ts'

/** Longest picture a service may return, wherever its bytes come from. */
export const maxPictureBytes = 100 * 1024 * 1024

/** The most text a picture of that size takes as base64, with room for the reply around it. */
export const maxPictureJsonBytes = Math.ceil(maxPictureBytes / 3) * 4 + 64 * 1024

const dataUriPrefix = /^data:[^,]{0,200},/i

/** Whether a result's address holds the result itself. */
export function isDataUri(text: string): boolean {
  return /^data:/i.test(text)
}

/**
 * The bytes of base64 text, bare or as a data URI. Text that is no base64 is a `result-invalid`: the decoder of the
 * runtime skips what it does not know, and would make a broken picture of it.
 */
export function decodePicture(text: string): Buffer {
  if (text.length > maxPictureJsonBytes) throw invalid('The result is larger than 100 MB.')
  const prefix = dataUriPrefix.exec(text)?.[0] ?? ''
  if (prefix !== '' && !/;base64,$/i.test(prefix)) throw invalid('The result is not written as base64.')
  const encoded = text.slice(prefix.length).replace(/\s+/g, '')
  const bytes = Buffer.from(encoded, 'base64')
  const digits = encoded.replace(/={0,2}$/, '').length
  if (bytes.length === 0 || bytes.length !== Math.floor((digits * 3) / 4))
    throw invalid('The result is not whole base64.')
  if (bytes.length > maxPictureBytes) throw invalid('The result is larger than 100 MB.')
  return bytes
}

function invalid(message: string): CallFailure {
  return new CallFailure('refused', { code: 'result-invalid', message })
}
