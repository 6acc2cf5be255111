import { describe, expect, it } from 'vitest'
import { classifyKeychainError } from '../../../electron/secrets/keychain-errors.ts'

describe('words of the key stores', () => {
  // The Linux ones were seen with gnome-keyring 42 and libdbus; the others are the wording of the two systems.
  it.each([
    [
      'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time, set your DBUS_SESSION_BUS_ADDRESS instead',
      'keychain-absent',
    ],
    [
      'Platform failure: DBus error: Failed to connect to socket /nonexistent: No such file or directory',
      'keychain-absent',
    ],
    [
      'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files',
      'keychain-absent',
    ],
    ["Couldn't access platform storage: Secret Service: no result found", 'keychain-absent'],
    ["Couldn't access platform storage: Windows ERROR_NO_SUCH_LOGON_SESSION", 'keychain-absent'],
    ["Couldn't access platform storage: A default keychain could not be found.", 'keychain-absent'],
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'keychain-locked'],
    ["Couldn't access platform storage: Secret Service: object locked", 'keychain-locked'],
    ['Platform failure: User interaction is not allowed.', 'keychain-locked'],
    ['Platform failure: The user name or passphrase you entered is not correct.', 'keychain-refused'],
    ['Platform failure: Windows error code 5', 'keychain-refused'],
    ['Platform failure: DBus error: An AppArmor policy prevents this sender', 'keychain-refused'],
    [
      'DBus error: Did not receive a reply. Possible causes include: the remote application did not send a reply, the message bus security policy blocked the reply',
      'keychain-hanging',
    ],
    ['anything new', 'keychain-refused'],
  ])('%s', (message, code) => expect(classifyKeychainError(message)).toBe(code))
})
