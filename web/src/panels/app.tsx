import type { ComponentType } from 'preact';
import { type DialogName, opened } from '../state/dialog';
import { AppendForm } from './append-form';
import { Commands } from './commands';
import { EventPanel } from './event';
import { EventsPanel } from './events';
import { FailuresDialog } from './failures';
import { AloneDialog, ClearDialog, GenerateDialog, SampleDialog } from './generate';
import { Header } from './header';
import { HistoryPanel } from './history';
import { JobCard } from './job';
import { KeysDialog } from './keys-dialog';
import { MomentBar } from './moment';
import { Palette } from './palette';
import { ProjectionsPanel } from './projections';
import { Alerts, StatusLine } from './status';
import { TourCard } from './tour';
import { DropTarget, ImportDialog } from './transfer';
import { Welcome } from './welcome';

const dialogs = new Map<DialogName, ComponentType>([
  ['append', AppendForm],
  ['import', ImportDialog],
  ['generate', GenerateDialog],
  ['clear', ClearDialog],
  ['sample', SampleDialog],
  ['alone', AloneDialog],
  ['failures', FailuresDialog],
  ['keys', KeysDialog],
  ['palette', Palette],
]);

/** The whole page. */
export function App() {
  const Opened = opened.value && dialogs.get(opened.value);
  return (
    <>
      <a class="skip" href="#events">
        Skip to the events
      </a>
      <Header />
      <main>
        <Alerts />
        <Welcome />
        <MomentBar />
        <Commands />
        <div class="columns">
          <EventsPanel />
          <div class="side">
            <ProjectionsPanel />
            <EventPanel />
            <HistoryPanel />
          </div>
        </div>
        <JobCard />
      </main>
      <StatusLine />
      <DropTarget />
      <TourCard />
      {Opened && <Opened />}
    </>
  );
}
