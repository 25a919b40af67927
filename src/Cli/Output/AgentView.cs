using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows how policies compare.</summary>
internal static class AgentView
{
    public static void Write(CliContext context, IReadOnlyList<AgentScore> scores, AgentShiftResult? shift)
    {
        var console = Terminals.Out(context);
        var table = new Table().Border(TableBorder.Simple).AddColumns("wanted", "policy");
        foreach (var name in new[] { "reward", "± 95 %", "of table", "of oracle", "PSNR [dB]", "similarity", "CBR", "sim. / use", "lost", "sent" })
            table.AddColumn(new TableColumn(new Text(name)) { Alignment = Justify.Right, NoWrap = true });
        var last = "";
        foreach (var score in scores)
        {
            table.AddRow(score.Intent == last ? "" : score.Intent, score.Policy, Number(score.Reward, "F3"), Number(score.RewardCi95, "F3"), Share(score.AgainstTable, score.AgainstTableCi95),
                Share(score.AgainstOracle, score.AgainstOracleCi95), Number(score.PsnrDb, "F2"), Number(score.Similarity, "F3"), score.Cbr > 0 ? $"1/{Number(1 / score.Cbr, "F0")}" : "0",
                Number(score.SimilarityPerUse, "F2"), Number(100 * score.LossRate, "F0") + "%", Number(100 * score.Sent, "F0") + "%");
            last = score.Intent;
        }
        console.Write(table);
        if (shift is not null)
            Write(context, shift);
    }

    private static void Write(CliContext context, AgentShiftResult shift)
    {
        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"After the channel changed: {shift.Before:F3} before, {shift.Frozen:F3} for a policy that does not learn, table {shift.Table:F3}."));
        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"With a model of the link that knows the new channel it earns {shift.Informed:F3}; learning brings back {100 * shift.RecoveredOfPossible:F0} % of what that is more."));
        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The policy that learns: {shift.Learning:F3} from frame {AgentShift.Deadline} on; {100 * shift.Recovered:F0} % of the loss recovered; longest time below the table {shift.LongestBelow} frames."));
    }

    private static string Number(double value, string format) => double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Share(double ratio, double half) => double.IsNaN(ratio) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:F0} ±{100 * half:F0} %");
}
