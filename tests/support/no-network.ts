import { appendFileSync } from 'node:fs'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIP, Socket } from 'node:net'

// Loaded into a program before its own code (`--import`): no connection and no look-up of a name comes about, and each
// attempt is a line in the file ATTEMPTS names.

const file = process.env['ATTEMPTS']
if (file === undefined) throw new Error('ATTEMPTS names the file for what was attempted.')

function note(what: string): Error {
  appendFileSync(String(file), `${what}\n`)
  return Object.assign(new Error('There is no network.'), { code: 'ENETUNREACH' })
}

/** Everything over TCP comes by here, TLS included. */
Socket.prototype.connect = function refuse(this: Socket, ...options: readonly unknown[]): Socket {
  return this.destroy(note(`connect ${JSON.stringify(options)}`))
}
const { lookup } = dns
Object.assign(dns, {
  lookup: (name: string, ...rest: readonly unknown[]): void => {
    // A server asks for the name of the address it listens at.
    if (isIP(name) !== 0) return void Reflect.apply(lookup, dns, [name, ...rest])
    const callback = rest.at(-1) as (error: Error) => void // The last one in every form of the call.
    callback(note(`look up ${name}`))
  },
})
Object.assign(dns.promises, { lookup: (name: string) => Promise.reject(note(`look up ${name}`)) })
syncBuiltinESMExports()
