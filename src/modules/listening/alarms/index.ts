/** Alarms: what a topic gets against what it usually gets. */
export { alarmBoard, type AlarmBoard, type Telling } from './alarm-board.ts'
export { alarmEvents } from './events.ts'
export { openLooker, runAlarms } from './look.ts'
export { alarmRoutes, replayTopic } from './routes.ts'
export { topicKinds } from './model.ts'
