using System.CommandLine;
using System.Text.Json;

namespace SemCom.Cli;

/// <summary><c>semcom kb sync</c>: brings two members into step over packets of which some are lost.</summary>
internal static class KbSyncVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var other = new Argument<string>("PEER") { Description = "Another member's store." };
        var loss = new ParsedOption<double>("--loss", "X", "Share of packets that are lost, 0 to 0.95.", Share, 0, "0");
        var packet = new ParsedOption<int>("--packet", "N", "Most bytes of a packet.",
            (option, text) => NumberParser.Count(option, text, SynchroniserOptions.LeastMaxPacket, SynchroniserOptions.LargestMaxPacket), 1024, "1024");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("sync", "Brings the stores of two members into step; only what differs is sent.", "semcom kb sync camera.kb station.kb --loss 0.3") { file, other, loss, packet, seed, json };
        command.SetAction(parsed =>
        {
            using var a = KbVerb.Open(parsed.GetRequiredValue(file));
            using var b = KbVerb.Open(parsed.GetRequiredValue(other));
            if (a.State.Group.Id != b.State.Group.Id)
                throw new SemComException($"kb sync needs two members of one group (were of '{a.State.Group.Name}' and '{b.State.Group.Name}'); take one in with `semcom kb init --from`");
            var result = new LossyExchange(End(a, b, packet.Of(parsed)), End(b, a, packet.Of(parsed)), loss.Of(parsed), seed.Of(parsed)).Run();
            a.Settle();
            b.Settle();
            if (parsed.GetValue(json))
                context.Out.WriteLine(JsonSerializer.Serialize(result, CliJson.Indented.ExchangeResult));
            else
                context.Out.WriteLine($"{(result.InStep ? "in step" : "not in step")} after {result.Rounds} rounds: {result.Sent.Packets} and {result.Returned.Packets} packets, {result.Lost} lost; "
                    + $"{result.Sent.Total} and {result.Returned.Total} bytes, of these {result.Sent.Records + result.Returned.Records} records; both know {a.Store.Count} and {b.Store.Count} entries");
            return result.InStep ? CommandLineApp.Success : CommandLineApp.UserMistake;
        });
        return command;
    }

    private static Synchroniser End(KnowledgeReplica self, KnowledgeReplica peer, int maxPacket) => new(self.State, new SynchroniserOptions
    {
        Self = self.MemberId,
        Peer = peer.MemberId,
        Incarnation = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        Key = self.State.LinkKeyWith(peer.MemberId),
        MaxPacket = maxPacket,
    });

    private static double Share(string option, string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 0.95 ? value
        : throw new SemComException($"{option} must be a number from 0 to 0.95 (was '{text}'); 0.3 is much");
}
