import { connect } from './api/connect.ts'
import { start } from './app/start.tsx'

void start(connect)
