/** Stand-ins for files a browser listed and did not hand out. */
const unreadable = new WeakSet<File>()

/** A file in place of one that cannot be read, so that it is counted and named in the end. */
export function unreadableFile(name: string): File {
  const file = new File([], name)
  unreadable.add(file)
  return file
}

export function cannotBeRead(file: File): boolean {
  return unreadable.has(file)
}
