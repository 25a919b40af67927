using SemCom.Channels;
using SemCom.Randomness;

namespace SemCom.Evaluation.Plugins;

/// <summary>One picture that a plugin has to send.</summary>
/// <param name="Plugin">Name of the system, for messages.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Conditions">The link.</param>
/// <param name="Cancellation">Ends the work.</param>
internal sealed record PluginJob(string Plugin, Picture Picture, LinkConditions Conditions, CancellationToken Cancellation)
{
    /// <summary>Channel uses that are allowed.</summary>
    public int ChannelUses { get; } = (int)Math.Clamp(Conditions.Cbr * Picture.ValueCount, 0, int.MaxValue);

    /// <summary>What the transmitter plans for [dB].</summary>
    public double PlanSnrDb => Conditions.PlanSnrDb ?? Conditions.SnrDb;

    /// <summary>Canonical text of the channel.</summary>
    public string Channel { get; } = ChannelSpec.Parse(Conditions.Channel).Text;

    /// <summary>What messages call the picture.</summary>
    public string SourceName => Conditions.Source ?? "the picture";

    /// <summary>Which draw of noise and fading.</summary>
    public ChannelRealization Realization => new(Conditions.Seed, Conditions.Frame);

    /// <summary>A seed for the plugin's own random numbers, the same for equal seed and source.</summary>
    public uint ProgramSeed
    {
        get
        {
            Span<uint> words = stackalloc uint[1];
            new CounterRandom(Conditions.Seed, RandomPurpose.UserPrograms, Conditions.Frame).FillUInt32(words);
            return words[0];
        }
    }

    /// <summary>An error that begins with the plugin.</summary>
    public SemComException Error(string text) => new($"{Plugin}: {text}");

    /// <summary>Refuses a reconstruction of another size.</summary>
    /// <param name="picture">The reconstruction.</param>
    /// <param name="what">Where it came from.</param>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public Picture CheckSize(Picture picture, string what) => picture.Width == Picture.Width && picture.Height == Picture.Height ? picture
        : throw Error($"{what} must have the size of {SourceName}, {Picture.Width}x{Picture.Height} (was {picture.Width}x{picture.Height}); write it at the original's size");
}
