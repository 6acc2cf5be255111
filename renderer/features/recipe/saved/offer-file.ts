/** Offers a text as a file, for hosts that cannot write where the user wants it. */
export function offerFile(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download has begun by the next task; the text is not held longer than that needs.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
