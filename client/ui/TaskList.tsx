import { useId } from 'preact/hooks';

export interface TaskRow {
  readonly key: string;
  readonly label: string;
  /** Said in words: “Xong”, “Chưa mở được: …”. */
  readonly state: string;
  readonly href?: string | undefined;
}

/** Ordered steps of a job; a step that cannot be opened yet is no link and says why. */
export function TaskList({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  const id = useId();
  return (
    <ol class="tasks">
      {tasks.map((task, position) => (
        <li key={task.key}>
          {task.href ? (
            <a href={task.href} aria-describedby={`${id}-${position}`}>
              {task.label}
            </a>
          ) : (
            <span class="task">{task.label}</span>
          )}
          <span class="task-state" id={`${id}-${position}`}>
            {task.state}
          </span>
        </li>
      ))}
    </ol>
  );
}
