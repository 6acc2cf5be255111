interface ReadableEntry {
  getPassword(): Promise<string | null>
}

/** GLib’s words, in which gnome-keyring answers for an entry that was removed after it was found. */
const vanished = /no such interface .*secret\.item|object does not exist at path/i
const mostTries = 5

/**
 * What an entry holds, null where there is none. Where another program removes or replaces it between the moment the store
 * finds it and the moment it reads it, it is looked for again; nothing else is asked for twice.
 */
export async function readKey(entry: ReadableEntry, tries = 1): Promise<string | null> {
  try {
    return await entry.getPassword()
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    if (tries >= mostTries || !vanished.test(detail)) throw thrown
    return readKey(entry, tries + 1)
  }
}
