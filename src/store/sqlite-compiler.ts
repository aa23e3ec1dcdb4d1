import {
  type BinaryOperationNode,
  ColumnNode,
  type LimitNode,
  type OperationNode,
  ReferenceNode,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely';

/** Columns whose values choose what is in an index that holds a part of a table only. */
const choosing: readonly string[] = ['state', 'stale'];

/**
 * Writes into the statement itself what SQLite plans by: the state that is asked for, which decides whether an index can be
 * used, and how many rows are wanted. With a parameter in such a place it plans the statement anew each time it runs, which
 * takes longer than most take to run (https://www.sqlite.org/queryplanner-ng.html#qpstab).
 */
export class StablePlanCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (ValueNode.is(limit) && !Number.isSafeInteger(limit.value)) {
      this.append('limit cast('); // known only when it runs: no plan is made by what has to be worked out
      this.visitNode(limit);
      this.append(' as integer)');
    } else
      super.visitLimit(
        ValueNode.is(limit) ? { ...node, limit: ValueNode.createImmediate(limit.value) } : node,
      );
  }

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
