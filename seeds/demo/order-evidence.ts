/** What departments hand in with their feedback: mostly papers and photos, sometimes words, sometimes nothing. */
import type { Handed, HandedFile } from '#app/usecases/orders/feedback.server.ts'
import { wantedOf } from '#db/queries/order-content.server.ts'
import { seeded } from '../random.ts'
import { photo } from './photos.ts'
import type { Stage } from './stage.ts'

const SAID = [
	'原件由省公司保管，已申请调阅，到件后补交',
	'用户不愿提供书面确认，已录音，录音在客服系统工单附件里',
	'系统变更单已提交，排期到月底上线，上线后补交截图',
] as const

/** By the order's own number, so that the same order always brings the same. */
export async function handedFor(stage: Stage, orderId: string, mood: number): Promise<Handed> {
	const random = seeded(Math.floor(mood * 1_000_000))
	const day = stage.today()
	const wanted = await wantedOf(stage.db.read, orderId)
	const files: HandedFile[] = []
	const said: { wantedId: string; text: string }[] = []
	for (const [i, item] of wanted.entries()) {
		const dice = random.next()
		if (dice < 0.35) {
			const bytes = await photo(random, `No.${i + 1}`, day)
			files.push({
				name: `${item.text.slice(0, 12)}.jpg`,
				bytes,
				part: 'wanted',
				wantedId: item.id,
				caption: item.text,
			})
		} else if (dice < 0.7) said.push({ wantedId: item.id, text: random.pick(SAID) })
	}
	if (random.chance(0.4)) {
		const bytes = await photo(random, 'RESULT', day)
		files.push({ name: '处理结果.jpg', bytes, part: 'result', wantedId: null, caption: '处理结果' })
	}
	return { files, said }
}
