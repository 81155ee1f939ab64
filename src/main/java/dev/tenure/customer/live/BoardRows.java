package dev.tenure.customer.live;

import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.Board;
import dev.tenure.collection.Board.AgentCounts;
import dev.tenure.collection.Board.AgentNow;
import dev.tenure.collection.Board.CallNow;
import dev.tenure.collection.Board.QueueNow;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallState;
import dev.tenure.collection.Threshold.Figure;
import dev.tenure.customer.AgentWords;
import dev.tenure.customer.CallWords;
import dev.tenure.customer.live.BoardView.AgentRow;
import dev.tenure.customer.live.BoardView.CallRow;
import dev.tenure.customer.live.BoardView.Cell;
import dev.tenure.customer.live.BoardView.QueueRow;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Texts;
import java.time.Instant;
import java.util.List;

/** A board's rows in words. */
final class BoardRows {

  private final Texts texts;
  private final Formats formats;
  private final Board board;

  BoardRows(Texts texts, Formats formats, Board board) {
    this.texts = texts;
    this.formats = formats;
    this.board = board;
  }

  List<AgentRow> agents() {
    return board.agents().stream().map(this::agent).toList();
  }

  private AgentRow agent(AgentNow agent) {
    CallNow call = agent.call();
    AgentCounts today = agent.today();
    Instant talking = today.talkingSince();
    return new AgentRow(
        agent.id().toString(),
        "/portal/agents/" + agent.id(),
        agent.name(),
        AgentWords.tone(agent.status()),
        BoardView.TONES.indexOf(AgentWords.tone(agent.status())),
        AgentWords.status(texts, agent.status()),
        agent.status() == AgentStatus.NOT_READY ? agent.reason() : "",
        agent.since(),
        call == null ? "" : with(call),
        call == null ? "" : "/portal/calls/" + call.id(),
        today.answered(),
        today.notAnswered(),
        Cell.of(
            today.talked().isZero() ? "–" : formats.clock(today.talked()),
            today.talked().toSeconds()),
        talking == null ? null : talking.minus(today.talked()));
  }

  /** What an agent's call is about: its queue, else the number at its other end. */
  private String with(CallNow call) {
    return !call.queue().isEmpty()
        ? call.queue()
        : CallWords.number(
            texts, call.direction() == CallDirection.OUTBOUND ? call.called() : call.caller());
  }

  List<QueueRow> queues() {
    return board.queues().stream().map(this::queue).toList();
  }

  private QueueRow queue(QueueNow queue) {
    Instant longest = queue.longestWaitSince();
    Cell waiting =
        BoardTiles.judged(
            texts, board, Figure.QUEUE_WAITING, formats.number(queue.waiting()), queue.waiting());
    Cell share =
        BoardTiles.percent(
            texts, board, Figure.QUEUE_ABANDONED_SHARE, queue.today().abandonedShare());
    return new QueueRow(
        queue.name(),
        waiting,
        BoardTiles.wait(texts, board, Figure.QUEUE_LONGEST_WAIT, longest),
        longest,
        told(queue, queue.available()),
        queue.busy(),
        told(queue, queue.paused()),
        queue.today().offered(),
        queue.today().answered(),
        new Cell(
            formats.number(queue.today().abandoned()),
            queue.today().abandoned(),
            share.tone(),
            share.word()),
        BoardTiles.percent(texts, board, Figure.QUEUE_SERVICE_LEVEL, queue.today().serviceLevel()));
  }

  /** C13: what isn't told isn't zero. */
  private Cell told(QueueNow queue, int count) {
    return queue.isUntold()
        ? Cell.of(texts.of("customer.agents.not-told"), -1)
        : Cell.of(formats.number(count), count);
  }

  List<CallRow> calls() {
    return board.calls().stream().map(this::call).toList();
  }

  private CallRow call(CallNow call) {
    boolean outbound = call.direction() == CallDirection.OUTBOUND;
    return new CallRow(
        call.id().toString(),
        "/portal/calls/" + call.id(),
        CallWords.number(texts, outbound ? call.called() : call.caller()),
        CallWords.direction(texts, call.direction()),
        CallWords.orDash(call.queue()),
        CallWords.orDash(call.agentName()),
        CallWords.state(texts, call.state()),
        call.state() == CallState.WAITING ? "hold" : "",
        call.since());
  }
}
