namespace SemCom.Studio;

/// <summary>What a viewer is told.</summary>
internal abstract record ServerMessage
{
    /// <summary>The value of the field <c>t</c>.</summary>
    protected abstract string Type { get; }

    /// <summary>Fields beside <c>t</c>.</summary>
    protected abstract int FieldCount { get; }

    /// <summary>Expected length in bytes.</summary>
    protected virtual int Capacity => 512;

    /// <summary>The message as MessagePack.</summary>
    public byte[] ToBytes()
    {
        var writer = new MessageWriter(Capacity);
        writer.Begin(FieldCount + 1).Field("t", Type);
        Write(writer);
        return writer.ToBytes();
    }

    /// <summary>Writes all other fields.</summary>
    protected abstract void Write(MessageWriter writer);
}
