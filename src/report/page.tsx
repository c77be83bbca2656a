import { render } from 'preact';
import { App } from './App.tsx';
import { answerQuestions, BandsThread } from './bands.ts';
import type { Report } from './embedded.ts';

// This script runs twice: as the page, and in a thread beside it that works out what chance may do.
if (typeof document === 'undefined') answerQuestions(globalThis as never);
else open(document.currentScript?.textContent ?? '');

function open(script: string): void {
  const report = JSON.parse(document.getElementById('report')?.textContent ?? '') as Report;
  const root = document.getElementById('page') as HTMLElement;
  root.textContent = '';
  document.title = `${report.scenario.name || 'Scenario'} – flywheel`;
  render(<App report={report} thread={new BandsThread(script)} />, root);
  performance.mark('flywheel-open');
}
