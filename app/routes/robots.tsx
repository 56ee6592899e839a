import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RobotChange } from '#app/components/delivery/robot-change.tsx'
import { RobotList } from '#app/components/delivery/robot-list.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { RadioGroup, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { changedRobotSchema, newRobotSchema, robotActSchema } from '#app/domain/delivery/choices.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#app/i18n/languages.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import {
	addRobot,
	changeRobot,
	robotsPage,
	switchRobotOff,
	switchRobotOn,
	tryRobot,
} from '#app/usecases/delivery/robots.server.ts'

export const handle: PageHandle = { title: 'robots.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.delivery')
	return robotsPage(ctx, new URL(args.request.url).searchParams.get('edit'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.delivery')
	const intent = await intentOf(args.request, ['off', 'on', 'try', 'change'])
	if (intent === 'change') {
		const form = await readForm(args.request, changedRobotSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await changeRobot(ctx, form.value), paths.robots(), { values: form.values })
	}
	if (intent) {
		const form = await readForm(args.request, robotActSchema)
		if (!form.ok) return invalid(form.result)
		const done =
			intent === 'try'
				? await tryRobot(ctx, form.value.id)
				: await (intent === 'off' ? switchRobotOff : switchRobotOn)(ctx, form.value)
		return respond(done, paths.robots())
	}
	const form = await readForm(args.request, newRobotSchema)
	if (!form.ok) return invalid(form.result)
	const added = await addRobot(ctx, form.value)
	if (!added.ok && added.error.rule === 'register.code-taken')
		return fieldError(form.values, 'code', 'refusal.register.code-taken')
	return respond(added, paths.robots(), { values: form.values })
}

export default function Robots() {
	const t = useT()
	const { robots, changed, departments, counties, today } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const form = useActForm(newRobotSchema, {
		labels: {
			code: t('robots.code'),
			name: t('robots.name'),
			kind: t('robots.kind'),
			place: t('robots.place'),
			language: t('robots.language'),
		},
		defaults: { kind: 'wecom', place: '', language: 'zh-Hans' },
		intent: 'new',
		result,
	})
	const change = useActForm(changedRobotSchema, {
		labels: { name: t('robots.name'), place: t('robots.place'), language: t('robots.language') },
		defaults: { name: changed?.name ?? '', place: changed?.place ?? '', language: changed?.language ?? '' },
		intent: 'change',
		prefix: 'c',
		result,
	})
	const places = [
		...departments.map(({ id, name }) => ({ value: `department:${id}`, label: name })),
		...counties.map(({ id, name }) => ({ value: `unit:${id}`, label: name })),
		{ value: 'branch', label: t('place.branch') },
	]
	return (
		<>
			<ErrorSummary form={changed ? change : form} />
			<PageHead title={t('robots.title')} lead={t('robots.lead')} />
			<Section id="list" title={t('robots.list')} silent>
				{robots.length === 0 ? (
					<p className="muted">{t('robots.none')}</p>
				) : (
					<RobotList robots={robots} today={today} />
				)}
			</Section>
			{changed ? (
				<RobotChange
					key={`${changed.id}:${changed.version}`}
					form={change}
					robot={changed}
					places={places}
					today={today}
				/>
			) : null}
			<Section id="new" title={t('robots.new')}>
				<ActForm form={form} labelledBy="new">
					<TextField name="code" width="m" autoComplete="off" hint={t('robots.code.hint')} />
					<TextField name="name" autoComplete="off" hint={t('robots.name.hint')} />
					<RadioGroup
						name="kind"
						row
						options={(['wecom', 'dingtalk'] as const).map((kind) => ({
							value: kind,
							label: t(`deliveries.channel.${kind}`),
						}))}
					/>
					<SelectField name="place" options={places} />
					<SelectField
						name="language"
						empty={false}
						options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
					/>
					<div className="btns">
						<SubmitButton>{t('robots.add')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}
