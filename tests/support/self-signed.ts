import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate that nobody vouches for, made anew each time. */
export function selfSignedCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(Buffer.from('06082a8648ce3d040302', 'hex')) // ecdsa-with-SHA256
  const name = sequence(block(0x31, sequence(Buffer.from('0603550403', 'hex'), block(0x0c, Buffer.from('localhost')))))
  const validity = sequence(block(0x17, Buffer.from('200101000000Z')), block(0x17, Buffer.from('491231000000Z')))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const content = sequence(block(0x02, Buffer.from([1])), algorithm, name, validity, name, spki)
  const signature = block(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', content, privateKey)]))
  const encoded = sequence(content, algorithm, signature).toString('base64')
  const cert = `-----BEGIN CERTIFICATE-----\n${encoded.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert }
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return block(0x30, Buffer.concat(parts))
}

function block(tag: number, content: Buffer): Buffer {
  const size = content.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
