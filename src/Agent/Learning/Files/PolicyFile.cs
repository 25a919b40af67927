using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SemCom.Wire;

namespace SemCom.Agents;

/// <summary>
/// A policy's file: the MessagePack array ["semcom-policy", 1, name, features, has priors, actions, hidden widths, activation, weights], each feature [name, low, high], the weights as
/// little-endian single precision numbers, then the SHA-256 of all that.
/// </summary>
internal static class PolicyFile
{
    private const int MaxNames = 4096, MaxNameBytes = 1024, MaxLayers = 8, MaxWidth = 4096, MaxWeights = 1 << 24;

    private static readonly DocumentHead Head = new("semcom-policy", Version: 1, FieldCount: 7);

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(LearnedPolicy policy)
    {
        var network = policy.Network;
        var writer = Head.Open(sizeof(float) * network.Parameters.Length + 4096);
        writer.Write(policy.Name);
        writer.WriteArrayHead(policy.Observations.Features.Count);
        foreach (var feature in policy.Observations.Features)
        {
            writer.WriteArrayHead(3);
            writer.Write(feature.Name);
            writer.Write(feature.Low);
            writer.Write(feature.High);
        }
        writer.Write(policy.Observations.HasPriors);
        writer.WriteArrayHead(policy.Actions.Count);
        foreach (var action in policy.Actions.Names)
            writer.Write(action);
        writer.WriteArrayHead(network.Options.Hidden.Count);
        foreach (var width in network.Options.Hidden)
            writer.Write(width);
        writer.Write((long)network.Options.Activation);
        WriteWeights(network.Parameters, writer.BeginBinary(sizeof(float) * network.Parameters.Length));
        return [.. writer.WrittenSpan, .. SHA256.HashData(writer.WrittenSpan)];
    }

    /// <summary>The policy in a file's bytes.</summary>
    /// <param name="bytes">All of them.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="SemComException">The bytes are damaged, or of another format or version.</exception>
    public static LearnedPolicy Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length <= SHA256.HashSizeInBytes || !SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
            throw new SemComException($"{name}: a policy file must end with the checksum of its content (it does not, {bytes.Length} bytes); get the file again");
        var reader = Head.Read(bytes[..^SHA256.HashSizeInBytes], name);
        var title = reader.ReadText(MaxNameBytes);
        var observations = ReadObservations(ref reader);
        var actions = ReadActions(ref reader);
        var options = ReadNetwork(ref reader);
        if (sizeof(float) * (long)new DenseShape(observations.Features.Count, options.Hidden, actions.Count, options.Activation).Parameters > reader.Remaining)
            throw reader.Fail("layers with more weights than are left");
        var network = new PolicyNetwork(observations, actions, options);
        ReadWeights(ref reader, network);
        reader.End();
        return new LearnedPolicy(title, network);
    }

    /// <summary>Writes a file completely or not at all.</summary>
    public static void Save(LearnedPolicy policy, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var part = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            File.WriteAllBytes(part, Write(policy));
            try
            {
                File.Move(part, path, overwrite: true);
            }
            finally
            {
                File.Delete(part); // nothing is left to delete after a success
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: the policy cannot be written ({e.Message}); name a file in a folder that exists and that you may write to", e);
        }
    }

    /// <summary>Reads a file.</summary>
    public static LearnedPolicy Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: the policy cannot be read ({e.Message}); name a policy file", e);
        }
    }

    private static ObservationSpace ReadObservations(ref MessagePackReader reader)
    {
        var features = new List<Feature>();
        for (var count = reader.ReadArrayHead(MaxNames); count > 0; count--)
        {
            if (reader.ReadArrayHead(3) != 3)
                throw reader.Fail("a feature that is not name, low and high");
            var feature = new Feature(reader.ReadText(MaxNameBytes), reader.ReadSingle(), reader.ReadSingle());
            if (!(float.IsFinite(feature.Low) && float.IsFinite(feature.High) && feature.High > feature.Low))
                throw reader.Fail($"feature '{feature.Name}' with the range {feature.Low}..{feature.High}");
            features.Add(feature);
        }
        return features.Count > 0 ? new ObservationSpace(features, reader.ReadBoolean()) : throw reader.Fail("no feature");
    }

    private static ActionSpace ReadActions(ref MessagePackReader reader)
    {
        var names = new List<string>();
        for (var count = reader.ReadArrayHead(MaxNames); count > 0; count--)
            names.Add(reader.ReadText(MaxNameBytes));
        if (names.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw reader.Fail("no actions, or two of one name");
        return new ActionSpace(names);
    }

    private static NetworkOptions ReadNetwork(ref MessagePackReader reader)
    {
        var hidden = new List<int>();
        for (var count = reader.ReadArrayHead(MaxLayers); count > 0; count--)
            hidden.Add(reader.ReadInt32(1, MaxWidth));
        return new NetworkOptions { Hidden = hidden, Activation = (Activation)reader.ReadInt32(0, (int)Activation.Gelu) };
    }

    private static void ReadWeights(ref MessagePackReader reader, PolicyNetwork network)
    {
        var bytes = reader.ReadBinary(sizeof(float) * MaxWeights);
        if (bytes.Length != sizeof(float) * network.Parameters.Length)
            throw reader.Fail($"{bytes.Length} bytes of weights where the network has {sizeof(float) * network.Parameters.Length}");
        for (var i = 0; i < network.Parameters.Length; i++)
        {
            network.Parameters[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
            if (!float.IsFinite(network.Parameters[i]))
                throw reader.Fail($"weight {i} is not finite");
        }
        if (!float.IsFinite(network.PriorScale))
            throw reader.Fail("a scale of the priors that is not finite");
    }

    private static void WriteWeights(ReadOnlySpan<float> weights, Span<byte> target)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(weights).CopyTo(target);
            return;
        }
        for (var i = 0; i < weights.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(target[(sizeof(float) * i)..], weights[i]);
    }
}
