import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
	site = await openSite('2026-11-09', async () => undefined)
})
afterAll(async () => {
	await site?.close()
})

type Login = Parameters<Site['ask']>[0]['as']
const get = async (path: string, as: Login) => (await site.ask({ path, as })).status
const post = (path: string, as: Login, body: string) => site.ask({ method: 'POST', path, as, body })
const CHOICES = 'intent=choices&byMail=on&pace=digest&language=en'

test('choices: kept, refused when stale or wrong, the link of the calendar shown once', async () => {
	const own = '/account/notices'
	expect((await post(own, 'manager', `${CHOICES}&version=0&quietFrom=22:00&quietTo=07:00`)).status).toBe(303)
	expect((await post(own, 'manager', `${CHOICES}&version=0&quietFrom=&quietTo=`)).status).toBe(409)
	for (const quiet of ['quietFrom=22:00&quietTo=', 'quietFrom=06:00&quietTo=22:00', 'quietFrom=25:00&quietTo=01:00'])
		expect((await post(own, 'manager', `${CHOICES}&version=1&${quiet}`)).status, quiet).toBe(422)
	for (const mail of ['no-address', 'a@b.example,c@d.example', 'a@b', '"x" <a@b.example>'])
		expect((await post(own, 'manager', `intent=mail&mail=${encodeURIComponent(mail)}`)).status, mail).toBe(422)
	expect((await post(own, 'manager', 'intent=mail-again')).status).toBe(409)
	const made = await post(own, 'manager', 'intent=feed')
	const path = /\/calendar\/[\w-]+\.ics/.exec(made.text)?.[0] ?? ''
	expect((await site.ask({ path: own, as: 'manager' })).text).not.toContain(path)
	const feed = await site.ask({ path })
	expect(feed.status).toBe(200)
	expect(feed.text).toMatch(/^BEGIN:VCALENDAR\r\n/)
	expect((await post(own, 'manager', 'intent=feed-off')).status).toBe(303)
	expect(await get(path, undefined)).toBe(404)
})

test('robots and the log are the administrator’s', async () => {
	const form = 'name=x&kind=wecom&place=branch&language=zh-Hans'
	for (const as of ['manager', 'dealer', 'auditor'] as const)
		for (const path of ['/deliveries', '/robots']) {
			expect(await get(path, as), `${as} ${path}`).toBe(403)
			expect((await post(path, as, `code=JZ&${form}`)).status).toBe(403)
		}
	expect((await post('/robots', 'admin', `code=jzqd&${form}`)).status).toBe(303)
	expect((await post('/robots', 'admin', `code=JZQD&${form}`)).status).toBe(422)
	const id = /name="id" value="([^"]+)"/.exec((await site.ask({ path: '/robots', as: 'admin' })).text)?.[1] ?? ''
	expect((await post('/robots', 'admin', `intent=try&id=${id}&version=1`)).status).toBe(303)
	const one =
		/\/deliveries\/([0-9a-f-]{30,})/.exec((await site.ask({ path: '/deliveries?view=open', as: 'admin' })).text)?.[1] ??
		''
	expect(await get(`/deliveries/${one}`, 'admin')).toBe(200)
	expect((await post(`/deliveries/${one}`, 'admin', '')).status).toBe(409)
	expect((await post('/robots', 'admin', `intent=off&id=${id}&version=1`)).status).toBe(303)
	expect((await post('/robots', 'admin', `intent=off&id=${id}&version=2`)).status).toBe(409)
	expect((await post('/robots', 'admin', `intent=on&id=${id}&version=2`)).status).toBe(303)
	const change = (version: number, name: string) =>
		post('/robots', 'admin', `intent=change&id=${id}&version=${version}&name=${name}&place=branch&language=en`)
	expect((await change(3, '')).status).toBe(422)
	expect((await change(3, 'named-anew')).status).toBe(303)
	expect((await change(3, 'too-late')).status).toBe(409)
	const page = (await site.ask({ path: `/robots?edit=${id}`, as: 'admin' })).text
	expect(page).toContain('value="named-anew"')
	expect(page).not.toContain('too-late')
	expect(
		(await post('/robots', 'manager', `intent=change&id=${id}&version=4&name=x&place=branch&language=en`)).status,
	).toBe(403)
})
