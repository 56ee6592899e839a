/** Drawn photographs for the demo's evidence: nobody's shop, nobody's face. Latin letters only, so any machine draws them. */
import sharp from 'sharp'
import type { Random } from '../random.ts'

const POSTER = `<rect width="640" height="480" fill="#8d9399"/><path d="M152 32h336v416H152z" fill="#f3e9c9"/><path d="M152 32h336v96H152z" fill="#b23a30"/><path d="M192 80h256" stroke="#f3e9c9" stroke-width="28"/><path d="M192 184h256M192 232h200M192 280h232" stroke="#5a4a3a" stroke-width="20"/><path d="M192 384h120" stroke="#b9ad92" stroke-width="12"/><rect x="344" y="328" width="112" height="80" fill="none" stroke="#b23a30" stroke-width="8" stroke-dasharray="16 12"/>`
const STAND = `<rect width="640" height="480" fill="#b8bbb3"/><rect y="368" width="640" height="112" fill="#94988f"/><path d="M232 56h176l16 336H216z" fill="#dfe5e8"/><path d="M240 88h160v72H240z" fill="#48657c"/><path d="M256 200h128M256 240h104M256 280h120" stroke="#48657c" stroke-width="16"/><path d="M200 392h240" stroke="#666" stroke-width="16"/>`
const SHOP = `<rect width="640" height="480" fill="#c9c4b8"/><rect y="72" width="640" height="80" fill="#7d6a5a"/><rect x="40" y="88" width="320" height="44" fill="#e9e2d2"/><rect x="32" y="168" width="248" height="280" fill="#9fb0b8"/><rect x="312" y="168" width="136" height="280" fill="#8ea0a8"/><rect y="432" width="640" height="48" fill="#a39b8b"/>`
const PAPER = `<rect width="640" height="480" fill="#6f6a62"/><path d="M136 40h368v424H136z" fill="#fbfaf6"/><path d="M176 88h200M176 136h288M176 168h288M176 200h240M176 248h288M176 280h264" stroke="#8c877b" stroke-width="12"/><path d="M192 384q40-56 64-8t64-24" fill="none" stroke="#243a66" stroke-width="10"/><circle cx="416" cy="368" r="52" fill="none" stroke="#b23a30" stroke-width="8"/>`
const SCENES = [POSTER, STAND, SHOP, PAPER] as const

/** A JPEG of an invented scene with place and time written into it. */
export async function photo(random: Random, place: string, when: string): Promise<Buffer> {
	const scene = random.pick(SCENES)
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${scene}<rect y="424" width="640" height="56" fill="#000" opacity=".62"/><text x="20" y="462" font-size="28" fill="#fff" font-family="monospace">${place} ${when}</text></svg>`
	return sharp(Buffer.from(svg)).jpeg({ quality: 78 }).toBuffer()
}
