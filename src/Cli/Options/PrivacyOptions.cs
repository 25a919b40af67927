using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary>The options that say what is private, and who has the key.</summary>
internal sealed class PrivacyOptions
{
    private const string NoKey = "none";

    private readonly RegionOptions _region = new("--private", ("Hide", " from receivers without the key"));
    private readonly Option<string?> _key = new("--key") { HelpName = "FILE", Description = "Key of the sender, see 'semcom key'. Without it what is private is not sent at all." };
    private readonly Option<string?> _receiverKey = new("--receiver-key") { HelpName = "FILE", Description = "Key of the receiver, or 'none' to see what others see. Default: the sender's." };

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        _region.AddTo(command);
        command.Add(_key);
        command.Add(_receiverKey);
    }

    /// <summary>What was asked for; null for nothing.</summary>
    /// <exception cref="SemComException">More than one region is named, a key without one, or a file is no key.</exception>
    public PrivacyRequest? Of(ParseResult parsed)
    {
        var region = _region.Of(parsed);
        var (key, receiverKey) = (parsed.GetValue(_key), parsed.GetValue(_receiverKey));
        if (region is null)
        {
            return (key ?? receiverKey) is null ? null
                : throw new SemComException($"--key and --receiver-key need something private (there was nothing); add {_region.Names}");
        }
        if (key is null && receiverKey is not null and not NoKey)
            throw new SemComException("--receiver-key needs a sender's key (there was none), for without --key the region is not sent; add --key FILE");
        var secret = key is null ? null : KeyFile.Read(key);
        return new PrivacyRequest(region, secret, receiverKey switch { null => secret, NoKey => null, _ => KeyFile.Read(receiverKey) });
    }
}
