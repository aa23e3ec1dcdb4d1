import {
  type BinaryOperationNode,
  ColumnNode,
  type OperationNode,
  ReferenceNode,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely';

/** Columns whose values choose what is in an index that holds a part of a table only. */
const choosing: readonly string[] = ['state', 'stale'];

/**
 * Writes the state that is asked for into the statement itself. With a parameter in its place SQLite plans the statement anew each
 * time it runs, because the parameter decides whether an index can be used (https://www.sqlite.org/queryplanner-ng.html#qpstab).
 */
export class StateInTextCompiler extends SqliteQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const value = chosen(node);
    const rightOperand = value === undefined ? node.rightOperand : ValueNode.createImmediate(value);
    super.visitBinaryOperation({ ...node, rightOperand });
  }
}

/** What such a column is compared with, where that is a value. */
function chosen({ leftOperand, rightOperand }: BinaryOperationNode): string | number | undefined {
  if (!choosing.includes(columnOf(leftOperand) ?? '') || !ValueNode.is(rightOperand)) return undefined;
  const { value } = rightOperand;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function columnOf(node: OperationNode): string | undefined {
  if (!ReferenceNode.is(node) || !ColumnNode.is(node.column)) return undefined;
  return node.column.column.name;
}
