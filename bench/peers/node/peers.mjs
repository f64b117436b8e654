// Times converters of the npm registry on a folder of posts:
//
//	node peers.mjs DIR [ROUNDS]
//
// It prints a line for each: its name, and the seconds of all files, each at its
// fastest round.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [dir, rounds = '5'] = process.argv.slice(2)
const sources = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))

const peers = {
  'mdream (Rust)': async () => (await import('mdream')).htmlToMarkdown,
  'mdream (JavaScript)': async () => (await import('@mdream/js')).htmlToMarkdown,
  'kreuzberg html-to-markdown (Rust)': async () => (await import('@kreuzberg/html-to-markdown-node')).default.convert,
  'node-html-markdown': async () => {
    const { NodeHtmlMarkdown } = await import('node-html-markdown')
    const converter = new NodeHtmlMarkdown()
    return (html) => converter.translate(html)
  },
  turndown: async () => {
    const service = new (await import('turndown')).default()
    return (html) => service.turndown(html)
  },
}

for (const [name, load] of Object.entries(peers)) {
  let convert
  try {
    convert = await load()
    if (!convert) throw new Error('no such function')
  } catch (error) {
    console.error(`${name} is left out: ${error.message.split('\n')[0]}`)
    continue
  }
  const lowest = sources.map(() => Infinity)
  let failed = 0
  for (let round = 0; round < Number(rounds); round++) {
    sources.forEach((html, i) => {
      const start = process.hrtime.bigint()
      try {
        convert(html)
      } catch {
        failed++
      }
      lowest[i] = Math.min(lowest[i], Number(process.hrtime.bigint() - start) / 1e9)
    })
  }
  if (failed) console.error(`${name} refused ${failed} conversions`)
  console.log(`${name}\t${lowest.reduce((a, b) => a + b, 0).toFixed(6)}`)
}
