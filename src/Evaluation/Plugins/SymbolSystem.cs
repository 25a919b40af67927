using System.Diagnostics;
using System.Globalization;

namespace SemCom.Evaluation.Plugins;

/// <summary>A symbol codec over our channel: every symbol is counted, and preamble and pilots with them.</summary>
/// <param name="file">Its description.</param>
/// <param name="codec">What computes.</param>
internal sealed class SymbolSystem(PluginFile file, ISymbolCodec codec) : PluginSystem(file)
{
    private const string Headerless = "frames have no header: picture size and number of symbols are taken as known at the receiver";

    public override string Identity => $"plugin {Description.Sha256}; {codec.Identity}";

    protected override PluginOutcome Send(PluginJob job)
    {
        var link = SymbolLink.Create(job.Conditions.Channel, job.Conditions.SnrDb, job.Conditions.Genie);
        var most = link.MaxSymbols(job.ChannelUses);
        if (most == 0)
            throw job.Error($"the budget must hold preamble, pilots and a symbol, {link.ChannelUses(1)} channel uses (was {job.ChannelUses}); allow a larger CBR");

        var begin = Stopwatch.GetTimestamp();
        var symbols = codec.Encode(job, most);
        var encode = Stopwatch.GetElapsedTime(begin);
        job.Cancellation.ThrowIfCancellationRequested();
        if (symbols.Length > most)
            throw TooMany(job, link, symbols.Length, most);
        var passage = Pass(job, link, symbols);
        job.Cancellation.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var picture = passage.Reception is { } received ? codec.Decode(job, received) : null;
        return new PluginOutcome(picture, passage.Ledger)
        {
            Encode = encode + passage.Encode,
            Air = passage.Air,
            Decode = passage.Decode + Stopwatch.GetElapsedTime(begin),
            BytesOnWire = passage.BytesOnWire,
            Notice = picture is null ? "nothing of the frame arrived; the picture shown is a grey stand-in" : Headerless,
        };
    }

    private static SymbolPassage Pass(PluginJob job, SymbolLink link, Complex32[] symbols)
    {
        try
        {
            return link.Send(symbols, job.Picture.ValueCount, job.Realization);
        }
        catch (SemComException e)
        {
            throw job.Error(e.Message);
        }
    }

    private static SemComException TooMany(PluginJob job, SymbolLink link, int symbols, int most)
    {
        var uses = link.ChannelUses(symbols);
        var cbr = Math.Ceiling(1e6 * uses / job.Picture.ValueCount) / 1e6;
        return job.Error(string.Create(CultureInfo.InvariantCulture,
            $"the encoder may make at most {most} symbols, which with preamble and pilots are {job.ChannelUses} channel uses (was {symbols} symbols, {uses} uses, CBR {cbr}); make fewer or allow a larger CBR"));
    }
}
